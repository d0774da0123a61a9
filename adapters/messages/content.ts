import type { MessageContent } from '../../schema/messages';

export const contentOf = (): MessageContent | null => null;
