import { serveMessageThread } from './serve-message-thread';

/** For tests: says back what it hears; `hang` stands still for ever, `stay` does not end when it is told to. */
serveMessageThread<null, string, string>((_, { say }) => {
  let stays = false;
  return Promise.resolve({
    hear: (asked) => {
      if (asked === 'stay') stays = true;
      say(asked);
      while (asked === 'hang');
    },
    close: () => (stays ? new Promise(() => undefined) : Promise.resolve()),
  });
});
