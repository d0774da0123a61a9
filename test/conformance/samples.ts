import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FeedProfile, Translation } from '../../adapters/contract';
import type { RegisteredKind } from '../../adapters/registry';
import { feedProfile } from '../../adapters/settings/profiles';
import type { Hl7Message } from '../../adapters/wire/hl7v2/message';
import { parseMessage } from '../../adapters/wire/hl7v2/parse';
import { estateOf } from './kinds';

export interface Sample {
  readonly name: string;
  readonly text: string;
  readonly events: unknown;
}

/** What a kind says its messages mean: `samples/<name>.hl7` and the events in `samples/<name>.json`. */
export const samplesOf = ({ kind }: RegisteredKind): readonly Sample[] => {
  const folder = join(__dirname, '../../adapters/systems', kind.kind, 'samples');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.hl7')) : [];
  return files.map((file) => {
    const name = file.replace(/\.hl7$/, '');
    const expected = readFileSync(join(folder, `${name}.json`), 'utf8');
    return { name, text: readFileSync(join(folder, file), 'utf8'), events: JSON.parse(expected) as unknown };
  });
};

export const messageOf = (text: string): Hl7Message | null => {
  const parsed = parseMessage(text);
  return parsed.kind === 'message' ? parsed.message : null;
};

/** Translates as the inbox would: by the profile of the feed that MSH-4 names, else of the first. Null: not a message. */
export const translatorOf = (registered: RegisteredKind): ((text: string) => Translation | null) => {
  const profiles = estateOf(registered).feeds.map(({ instance, silence, profile }) =>
    feedProfile(instance, silence, profile),
  );
  const profileFor = (message: Hl7Message): FeedProfile => {
    const named = profiles.find(({ sendingFacilities }) => sendingFacilities.includes(message.msh.text(4)));
    const profile = named ?? profiles[0];
    if (profile === undefined) throw new Error(`${registered.kind.kind} has no feed in the example estate`);
    return profile;
  };
  return (text) => {
    const message = messageOf(text);
    return message === null ? null : (registered.kind.translate?.(message, profileFor(message)) ?? null);
  };
};
