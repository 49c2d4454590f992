/** format=flowed (RFC 3676): soft line breaks taken out, quoting kept. */

interface Line {
  depth: number;
  text: string;
}

export function unwrapFlowed(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let paragraph: string[] = [];
  let depth = -1;
  const close = (): void => {
    if (depth !== -1) out.push((depth > 0 ? `${'>'.repeat(depth)} ` : '') + paragraph.join(''));
    paragraph = [];
    depth = -1;
  };
  for (const raw of text.split('\n')) {
    const line = readLine(raw);
    if (depth !== -1 && line.depth !== depth) close();
    const soft = line.text.endsWith(' ') && line.text !== '-- ';
    if (line.text === '-- ') close();
    depth = line.depth;
    paragraph.push(soft && deleteSpace ? line.text.slice(0, -1) : line.text);
    if (!soft) close();
  }
  close();
  return out.join('\n');
}

/** Quote depth, then one space of stuffing (RFC 3676 section 4.4). */
function readLine(raw: string): Line {
  let depth = 0;
  while (raw.charCodeAt(depth) === 62) depth += 1;
  const text = raw.slice(raw.charCodeAt(depth) === 32 ? depth + 1 : depth);
  return { depth, text };
}
