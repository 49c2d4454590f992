import { Button, Flex, Typography } from '@strapi/design-system';
import { Image } from '@strapi/icons';
import { useEffect, useMemo, useState } from 'react';
import { styled } from 'styled-components';
import type { MessageDetail } from '../../../../shared/contracts';
import { findHits, type Phrase } from '../../../../shared/text/find-hits';
import { fetchImage, inlinePartUrl } from '../../api/files';
import { Marked, usePhrases } from '../../components/searched-for';
import { estimatedHeight, imagePartsOf, mailDocument, withoutQuotes, type PartImages } from '../../text/mail-document';
import { blocksOf, piecesOf } from '../../text/mail-text';
import { countHits } from '../../text/mark-document';
import { isForwardSubject } from '../../text/quote-lines';
import { useText } from '../../text/text';
import { QuoteButton } from './QuoteButton';

const Frame = styled.iframe<{ $height: number }>`
  display: block;
  width: 100%;
  height: ${({ $height }) => $height}px;
  flex-shrink: 0;
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  /* Mail is written for white paper, whatever the theme around it. */
  background: white;
`;
const Plain = styled.div`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  font-size: 1.4rem;
  line-height: 1.6;
  max-width: 80ch;
  color: ${({ theme }) => theme.colors.neutral800};
  a { color: ${({ theme }) => theme.colors.primary600}; }
  [data-block='quoted'], [data-block='signature'] { color: ${({ theme }) => theme.colors.neutral600}; }
  [data-block='quoted'] {
    margin: ${({ theme }) => theme.spaces[1]} 0;
    padding-left: ${({ theme }) => theme.spaces[3]};
    border-left: 2px solid ${({ theme }) => theme.colors.neutral200};
  }
`;

function Words({ text, phrases }: { text: string; phrases: readonly Phrase[] }) {
  return (
    <>
      {piecesOf(text).map((piece, index) => {
        const words = <Marked text={piece.text} phrases={phrases} />;
        return piece.href ? <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">{words}</a> : <span key={index}>{words}</span>;
      })}
    </>
  );
}

function PlainBody({ body, forwards }: { body: string; forwards: boolean }) {
  const text = useText();
  const phrases = usePhrases();
  const blocks = useMemo(() => blocksOf(body, forwards), [body, forwards]);
  const hits = useMemo(() => blocks.map((block) => findHits(block.text, phrases).length), [blocks, phrases]);
  const [toggled, setToggled] = useState<ReadonlyMap<number, boolean>>(() => new Map());
  if (blocks.length === 0) return <Typography textColor="neutral600">{text('reader.no-body')}</Typography>;
  // Whoever was led here by a search sees at once what it found.
  const onlyQuoted = blocks.every((block, index) => block.folded || hits[index] === 0);
  const isShown = (index: number) => toggled.get(index) ?? (onlyQuoted && (hits[index] ?? 0) > 0);
  return (
    <Plain data-message-text tabIndex={-1}>
      {blocks.map((block, index) => (
        <div key={index}>
          {block.folded ? <QuoteButton shown={isShown(index)} hits={hits[index] ?? 0} onToggle={() => setToggled(new Map(toggled).set(index, !isShown(index)))} /> : null}
          {block.folded && !isShown(index) ? null : <div data-block={block.kind}><Words text={block.text} phrases={phrases} /></div>}
        </div>
      ))}
    </Plain>
  );
}

/** The images the message itself carries, fetched with the panel's token; what cannot be had stays a gap. */
function usePartImages(messageId: string, html: string): PartImages {
  const [images, setImages] = useState<PartImages>(() => new Map());
  useEffect(() => {
    const ending = new AbortController();
    setImages(new Map());
    for (const part of imagePartsOf(html)) {
      fetchImage(inlinePartUrl(messageId, part), ending.signal).then(
        (content) => {
          if (content && !ending.signal.aborted) setImages((before) => new Map(before).set(part, content));
        },
        () => undefined
      );
    }
    return () => ending.abort();
  }, [messageId, html]);
  return images;
}

interface HtmlProps {
  message: MessageDetail;
  html: string;
  remoteImages: boolean;
}

/** The quotation is folded from outside of the frame: what is in there can neither be measured nor grow. */
function HtmlBody({ message, html, remoteImages }: HtmlProps) {
  const text = useText();
  const phrases = usePhrases();
  const [toggled, setToggled] = useState<boolean | null>(null);
  const folded = useMemo(() => (isForwardSubject(message.subject) ? null : withoutQuotes(html)), [html, message.subject]);
  const hits = useMemo(() => ({ all: countHits(html, phrases), written: folded === null ? 0 : countHits(folded, phrases) }), [html, folded, phrases]);
  const quotes = toggled ?? (hits.written === 0 && hits.all > 0);
  const body = quotes ? html : (folded ?? html);
  const images = usePartImages(message.id, body);
  const height = useMemo(() => estimatedHeight(body), [body]);
  const shown = useMemo(() => mailDocument(body, images, remoteImages, phrases), [body, images, remoteImages, phrases]);
  return (
    <>
      <Frame
        $height={height}
        title={text('reader.body', { subject: message.subject || text('messages.no-subject') })}
        // Neither scripts nor the panel's origin: what is inside can do nothing but be looked at, and links open outside.
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={shown}
      />
      {folded === null ? null : <QuoteButton shown={quotes} hits={hits.all - hits.written} onToggle={() => setToggled(!quotes)} />}
    </>
  );
}

interface Props {
  message: MessageDetail;
  remoteImages: boolean;
  onShowImages: (always: boolean) => void;
}

function BlockedImages({ message, onShowImages }: Omit<Props, 'remoteImages'>) {
  const text = useText();
  const sender = message.direction === 'incoming' ? message.from?.address : undefined;
  return (
    <Flex role="status" background="neutral100" hasRadius padding={3} gap={3} wrap="wrap" justifyContent="space-between">
      <Typography>{text('reader.blocked', { count: message.blockedRemote })}</Typography>
      <Flex gap={2} wrap="wrap">
        <Button variant="tertiary" size="S" startIcon={<Image />} onClick={() => onShowImages(false)}>{text('reader.show-images')}</Button>
        {sender ? <Button variant="ghost" size="S" onClick={() => onShowImages(true)}>{text('reader.always-images')}</Button> : null}
      </Flex>
    </Flex>
  );
}

/** The body: HTML behind two walls, or plain text; what it repeats of earlier messages is folded. */
export function MessageBody({ message, remoteImages, onShowImages }: Props) {
  if (message.html === null) return <PlainBody key={message.id} body={message.text} forwards={isForwardSubject(message.subject)} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} flex="1">
      {message.blockedRemote > 0 && !remoteImages ? <BlockedImages message={message} onShowImages={onShowImages} /> : null}
      <HtmlBody key={message.id} message={message} html={message.html} remoteImages={remoteImages} />
    </Flex>
  );
}
