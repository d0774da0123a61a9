import { installed } from './assets';

const STYLESHEET = 'nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css';

/**
 * The NHS design system's stylesheet without its web font: that lies on another server (assets.nhs.uk), is licensed for
 * NHS services only, and the stylesheet names Arial next. Undefined where the package is not installed.
 */
export const nhsukStylesheet = (): string | undefined =>
  installed(STYLESHEET)
    ?.replace(/@font-face\s*\{[^}]*\}/g, '')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '');
