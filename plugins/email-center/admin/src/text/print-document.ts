import { imagePartsOf, type PartImages } from './mail-document';

/** A message as it is put on paper. */
export interface PrintedMessage {
  subject: string;
  /** "From", "To", "Date" and what they say, in the order of the page. */
  fields: { label: string; value: string }[];
  /** Sanitised; null: `text` is shown. */
  html: string | null;
  text: string;
  images: PartImages;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

function bodyOf({ html, text, images }: PrintedMessage): string {
  if (html === null) return `<pre>${escaped(text)}</pre>`;
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const image of body.querySelectorAll('img[data-part]')) {
    const content = images.get(image.getAttribute('data-part') ?? '');
    if (content) image.setAttribute('src', content);
    else image.remove();
  }
  return body.innerHTML;
}

const STYLE = `:root{color-scheme:light}@page{margin:18mm}body{margin:0;color:#000;background:#fff;font:11pt/1.45 -apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
h1{font-size:15pt;margin:0 0 8pt}article+article{margin-top:18pt;padding-top:12pt;border-top:1px solid #999}dl{display:grid;grid-template-columns:max-content 1fr;gap:2pt 10pt;margin:0 0 10pt}
dt{color:#555}dd{margin:0}pre{white-space:pre-wrap;font:inherit;margin:0}img{max-width:100%;height:auto}table{max-width:100%}blockquote{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #bbb}`;

/**
 * The page that is printed: with quotations unfolded and without anything of the panel. Under the same policy as the frame a message is
 * read in: nothing of it runs, and nothing is fetched.
 */
export function printDocument(messages: readonly PrintedMessage[]): string {
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";
  const articles = messages.map((message) =>
    `<article><dl>${message.fields.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>${bodyOf(message)}</article>`
  );
  const title = escaped(messages[0]?.subject ?? '');
  return [
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer">`,
    `<title>${title}</title><style>${STYLE}</style></head><body><h1>${title}</h1>${articles.join('')}</body></html>`,
  ].join('');
}

/** The images within a message that have to be fetched before it can be printed. */
export const printedParts = (html: string | null): string[] => (html === null ? [] : imagePartsOf(html));
