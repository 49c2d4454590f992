import { loadTypescript } from './load-typescript.mjs';
import { mailMix } from './mail/mix.mjs';
import { rounded, table } from './table.mjs';

const ROUNDS = 3;

/**
 * The import's own parser alone, on the mix and on each kind of message; the best of three rounds, in CPU time, so that
 * what else the machine does counts little.
 * @param {import('./options.mjs').BenchOptions} options
 */
export async function benchParse({ messages, records }) {
  const { createMimeParser } = await loadTypescript('server/src/adapters/mime/index.ts');
  const parser = createMimeParser();
  const mails = [...mailMix({ count: messages, records, until: new Date() })];
  const kinds = [...new Set(mails.map((mail) => mail.kind))];
  const groups = [['mix', mails], ...kinds.map((kind) => [kind, mails.filter((mail) => mail.kind === kind)])];
  const results = groups.map(([name, group]) => {
    const seconds = Math.min(...Array.from({ length: ROUNDS }, () => parseAll(parser, group)));
    const octets = group.reduce((sum, mail) => sum + mail.octets.length, 0);
    return { name, messages: group.length, seconds, perSecond: group.length / seconds, megabytesPerSecond: octets / 2 ** 20 / seconds };
  });
  const rows = results.map((result) => [
    result.name, result.messages, rounded(result.perSecond), rounded(result.megabytesPerSecond), rounded((result.seconds * 1000) / result.messages, 3),
  ]);
  console.log(table(['parse, one thread', 'messages', 'messages/CPU s', 'MiB/CPU s', 'CPU ms/message'], rows));
  return { results };
}

/**
 * @param {any} parser a MimeParser
 * @param {import('./mail/mix.mjs').MixMail[]} mails
 * @returns {number} CPU seconds
 */
function parseAll(parser, mails) {
  const before = process.cpuUsage();
  for (const { octets } of mails) parser.parse(octets);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
