import DataLoader from 'dataloader';
import { instanceParts } from '../../schema/identifiers';
import { ALERT_CONDITIONS, type FeedState, type RateSlice } from '../../schema/messages';
import { DAY, HOUR, instantOf, plus } from '../../schema/time';
import { enumValue } from '../scalars';
import type { Resolver } from '../subgraph';
import { windowOf, type WindowArgs } from '../windows';

const RATES = Symbol('rates of feeds');

export const feeds: Resolver = async (_, __, { door, ask }) =>
  (await door.inbox.feeds(ask)).map((feed) => ({
    ...feed,
    ...instanceParts(feed.instance),
    silenceSeconds: Math.round(feed.silenceMs / 1_000),
    whenHeld: enumValue(feed.whenHeld),
    retentionDays: feed.retentionMs === null ? null : Math.floor(feed.retentionMs / DAY),
  }));

interface RatesArgs {
  readonly window?: WindowArgs | null;
  readonly slices?: number | null;
}

export const feedFields = {
  rates: (({ name }, { window, slices }, context) => {
    const { door, ask, once } = context;
    const now = instantOf(ask.clock.millis());
    // What arrived at this very moment is part of the last hour.
    const asked = windowOf(window, { from: plus(now, 1 - HOUR), to: plus(now, 1) });
    const count = slices ?? 60;
    const loaders = once(RATES, () => new Map<string, DataLoader<string, readonly RateSlice[]>>());
    const key = JSON.stringify([asked, count]);
    const loader =
      loaders.get(key) ?? new DataLoader((names: readonly string[]) => door.inbox.rates(names, asked, count, ask));
    loaders.set(key, loader);
    return loader.load(name);
  }) as Resolver<FeedState, RatesArgs>,
};

export const processesWithOtherSettings: Resolver = (_, __, { door, ask }) =>
  door.inbox.processesWithOtherSettings(ask);

export const inboxAlerts: Resolver<unknown, { open?: boolean | null }> = async (_, { open }, { door, ask }) =>
  (await door.inbox.alerts(open ?? true, ask)).map((alert) => ({
    ...alert,
    meaning: ALERT_CONDITIONS[alert.condition],
  }));
