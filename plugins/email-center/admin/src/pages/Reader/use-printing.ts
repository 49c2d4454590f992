import { useNotification } from '@strapi/strapi/admin';
import { useCallback } from 'react';
import type { MessageDetail } from '../../../../shared/contracts';
import { useLazyMessageQuery } from '../../api/center-api';
import { fetchImage, inlinePartUrl } from '../../api/files';
import { problemOf } from '../../api/problem';
import { explainProblem } from '../../components/ProblemNotice';
import { useFormat, type Format } from '../../text/format';
import { printDocument, printedParts, type PrintedMessage } from '../../text/print-document';
import { useText, type Text } from '../../text/text';
import { subjectOf } from '../Messages/SharedPart';

/** Longer conversations are printed from their newest messages. */
const MOST_PRINTED = 100;

const written = (people: readonly { name: string; address: string }[]) => people.map(({ name, address }) => (name && address ? `${name} <${address}>` : name || address)).join(', ');

async function imagesOf(message: MessageDetail): Promise<Map<string, string>> {
  const images = new Map<string, string>();
  for (const part of printedParts(message.html)) {
    // What cannot be had is a gap on paper as it is on the screen.
    const content = await fetchImage(inlinePartUrl(message.id, part), new AbortController().signal).catch(() => null);
    if (content) images.set(part, content);
  }
  return images;
}

async function printed(text: Text, format: Format, message: MessageDetail): Promise<PrintedMessage> {
  const files = message.attachments.filter(({ inline }) => !inline).map(({ filename, partNumber }) => filename ?? text('file.unnamed', { part: partNumber }));
  const fields = [
    { label: text('reader.from'), value: written(message.from ? [message.from] : []) }, { label: text('reader.to'), value: written(message.to) },
    { label: text('reader.cc'), value: written(message.cc) }, { label: text('print.date'), value: format.fullTime(message.receivedAt) },
    { label: text('print.files'), value: files.join(', ') },
  ].filter(({ value }) => value !== '');
  return { subject: subjectOf(text, message), fields, html: message.html, text: message.text, images: await imagesOf(message) };
}

/** Prints from a frame of its own that runs nothing: it needs the panel's origin only so that it can be told to print. */
function printFrame(content: string): void {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.dataset.printing = '';
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden';
  frame.srcdoc = content;
  frame.addEventListener('load', () => {
    frame.contentWindow?.addEventListener('afterprint', () => frame.remove());
    frame.contentWindow?.print();
  });
  document.querySelector('iframe[data-printing]')?.remove();
  document.body.append(frame);
}

/** Prints messages below each other, oldest first. */
export function usePrinting(): (ids: readonly string[]) => Promise<void> {
  const text = useText();
  const format = useFormat();
  const { toggleNotification } = useNotification();
  const [load] = useLazyMessageQuery();
  return useCallback(
    async (ids) => {
      try {
        const messages: PrintedMessage[] = [];
        for (const id of ids.slice(-MOST_PRINTED)) messages.push(await printed(text, format, await load({ id }, true).unwrap()));
        printFrame(printDocument(messages));
      } catch (thrown) {
        toggleNotification({ type: 'danger', title: text('print.failed'), message: explainProblem(text, problemOf(thrown)).what });
      }
    },
    [text, format, toggleNotification, load]
  );
}
