import { rounded, table } from './table.mjs';

/** Aims of the product; see docs/performance.md. */
const AIMS = { toMbsyncAndNotmuch: 1.5, toImapflow: 0.35, peakMegabytes: 350, stallMs: 50, commands: 3 };

/** @param {any} figures what `benchImport` returns */
export function printImport({ environment, mailbox, peers, product, ratios, profile }) {
  console.log(`${mailbox.messages} messages, ${rounded(mailbox.megabytes)} MiB; ${mailbox.knownSenders} from senders known among ${mailbox.records} records; ` +
    `${environment.cores} x ${environment.cpu}, Node ${environment.node}, load before ${rounded(environment.loadBefore, 1)}\n`);
  const rows = [...peers, ...(product ? [product] : [])].map((result) => [
    result.name, result.messages, rounded(result.seconds, 1), rounded(result.perSecond), rounded(result.cpuSeconds, 1), rounded(result.peakMegabytes),
    product && result !== product ? rounded(ratios[result.name], 2) : null,
  ]);
  console.log(table(['over TLS, onto one file system', 'messages', 'seconds', 'messages/s', 'CPU s', 'peak MiB', 'email center is x'], rows));
  if (product) printProduct(product, ratios);
  for (const thread of profile ?? []) printThread(thread);
}

/**
 * @param {any} product
 * @param {Record<string, number>} ratios
 */
function printProduct(product, ratios) {
  const { eventLoop, list, secondSync } = product;
  const latency = ({ p50, p95, longest, requests }) => `p50 ${rounded(p50, 1)}, p95 ${rounded(p95, 1)}, longest ${rounded(longest, 1)} ms (${requests} requests)`;
  console.log(`
outcomes                 ${JSON.stringify(product.outcomes)}, linked to records ${product.matched}
memory                   ${rounded(product.idleMegabytes)} MiB before, ${rounded(product.peakMegabytes)} MiB at most  (aim < ${AIMS.peakMegabytes})
longest event-loop stall ${rounded(eventLoop.longestStallMs)} ms, p99 ${rounded(eventLoop.p99StallMs, 1)} ms, busy ${rounded(eventLoop.busyShare * 100)} %  (aim < ${AIMS.stallMs} ms; an idle process beside it: ${rounded(product.machineStallMs)} ms)
list request, idle       ${latency(list.idle)}
list request, importing  ${latency(list.during)}
second sync, unchanged   ${secondSync.commands.length} IMAP commands after the login in ${rounded(secondSync.seconds, 2)} s  (aim <= ${AIMS.commands})
                         ${secondSync.commands.map((command) => command.slice(0, 60)).join(' | ')}
CPU seconds by thread    ${product.threads.map(({ thread, seconds }) => `${thread} ${rounded(seconds, 1)}`).join(', ')}
aims                     ${rounded(ratios['mbsync + notmuch new'] ?? null, 2)} of mbsync + notmuch (>= ${AIMS.toMbsyncAndNotmuch}), ${rounded(ratios['imapflow to files'] ?? null, 2)} of imapflow to files (>= ${AIMS.toImapflow})`);
}

/** @param {import('./measure/cpu-profile.mjs').ThreadProfile} thread */
function printThread({ thread, busyMilliseconds, idleMilliseconds, functions, files }) {
  console.log(`\nProfile of ${thread}: busy ${rounded(busyMilliseconds)} ms, idle ${rounded(idleMilliseconds)} ms`);
  const rows = (costs) => costs.map(({ name, milliseconds, share }) => [name, rounded(milliseconds), rounded(share * 100, 1)]);
  console.log(table(['by file or package, with what it calls of Node', 'ms', '%'], rows(files)));
  console.log(`\n${table(['by function, itself', 'ms', '%'], rows(functions))}`);
}
