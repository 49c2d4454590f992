import Image from '@tiptap/extension-image';

export interface PictureOptions {
  pictureOf(contentId: string): Promise<string | null>;
}

/** A picture within the text. It names its file by Content-ID (RFC 2392); what is shown is fetched with the panel's token. */
export const pictureNode = ({ pictureOf }: PictureOptions) =>
  Image.extend({
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement('img');
        const source = String(node.attrs.src ?? '');
        dom.alt = String(node.attrs.alt ?? '');
        for (const side of ['width', 'height'] as const) if (node.attrs[side]) dom.setAttribute(side, String(node.attrs[side]));
        if (source.startsWith('cid:')) void pictureOf(source.slice('cid:'.length)).then((shown) => (dom.src = shown ?? ''), () => undefined);
        else dom.src = source;
        return { dom };
      };
    },
  }).configure({ inline: true, allowBase64: false });

/** Pictures that came with pasted HTML as data: URLs, as files; mail programs do not show those. */
export function cutOutPictures(html: string): { html: string; files: File[] } {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const files: File[] = [];
  for (const image of parsed.querySelectorAll('img')) {
    const source = image.getAttribute('src') ?? '';
    const data = /^data:(image\/(?:png|jpe?g|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/.exec(source);
    if (data) files.push(new File([Uint8Array.from(atob((data[2] ?? '').replace(/\s/g, '')), (char) => char.charCodeAt(0))], image.alt || `picture.${(data[1] ?? '').slice('image/'.length)}`, { type: data[1] }));
    // What the browser could not read either (file:, blob:) would be a gap for whoever gets the message.
    if (!/^(https?|cid):/.test(source)) image.remove();
  }
  return { html: parsed.body.innerHTML, files };
}

/** Pasted files that are the thing itself, not the picture some programs put beside the text they copy. */
export function pastedFiles(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])];
  if (files.length === 0 || data === null) return [];
  const html = data.getData('text/html');
  const words = new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() ?? '';
  return words === '' ? files : [];
}
