/** Which of the invented people of a role: the first is the one who is there always. */
export const DEVELOPMENT_PERSONS = [1, 2, 3] as const;
export type DevelopmentPerson = (typeof DEVELOPMENT_PERSONS)[number];
