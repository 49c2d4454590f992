import { Button, Flex, Typography } from '@strapi/design-system';
import { Image } from '@strapi/icons';
import { useEffect, useMemo, useState } from 'react';
import { styled } from 'styled-components';
import type { MessageDetail } from '../../../../shared/contracts';
import { fetchImage, inlinePartUrl } from '../../api/files';
import { estimatedHeight, imagePartsOf, mailDocument, withoutQuotes, type PartImages } from '../../text/mail-document';
import { blocksOf, piecesOf } from '../../text/mail-text';
import { isForwardSubject } from '../../text/quote-lines';
import { useText } from '../../text/text';

const Frame = styled.iframe<{ $height: number }>`
  display: block;
  width: 100%;
  height: ${({ $height }) => $height}px;
  flex-shrink: 0;
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
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
const Dots = styled.button`
  align-self: flex-start;
  width: fit-content;
  min-height: 2.4rem;
  padding: 0 ${({ theme }) => theme.spaces[3]};
  border-radius: 1.2rem;
  font-size: 1.4rem;
  line-height: 1;
  letter-spacing: 0.2rem;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral700};
  background: ${({ theme }) => theme.colors.neutral150};
  &:hover { background: ${({ theme }) => theme.colors.neutral200}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;

function QuoteButton({ shown, onToggle }: { shown: boolean; onToggle: () => void }) {
  const text = useText();
  const label = text(shown ? 'reader.hide-quoted' : 'reader.quoted');
  return <Dots type="button" aria-expanded={shown} aria-label={label} title={label} onClick={onToggle} data-quotes={shown ? 'shown' : 'folded'}>…</Dots>;
}

function Words({ text }: { text: string }) {
  return (
    <>
      {piecesOf(text).map((piece, index) =>
        piece.href ? <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">{piece.text}</a> : <span key={index}>{piece.text}</span>
      )}
    </>
  );
}

function PlainBody({ body, forwards }: { body: string; forwards: boolean }) {
  const text = useText();
  const blocks = useMemo(() => blocksOf(body, forwards), [body, forwards]);
  const [shown, setShown] = useState<ReadonlySet<number>>(() => new Set());
  if (blocks.length === 0) return <Typography textColor="neutral600">{text('reader.no-body')}</Typography>;
  const toggle = (index: number) => setShown((before) => new Set(before.has(index) ? [...before].filter((one) => one !== index) : [...before, index]));
  return (
    <Plain data-message-text tabIndex={-1}>
      {blocks.map((block, index) => (
        <div key={index}>
          {block.folded ? <QuoteButton shown={shown.has(index)} onToggle={() => toggle(index)} /> : null}
          {block.folded && !shown.has(index) ? null : <div data-block={block.kind}><Words text={block.text} /></div>}
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
  const [quotes, setQuotes] = useState(false);
  const folded = useMemo(() => (isForwardSubject(message.subject) ? null : withoutQuotes(html)), [html, message.subject]);
  const body = quotes ? html : (folded ?? html);
  const images = usePartImages(message.id, body);
  const height = useMemo(() => estimatedHeight(body), [body]);
  const shown = useMemo(() => mailDocument(body, images, remoteImages), [body, images, remoteImages]);
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
      {folded === null ? null : <QuoteButton shown={quotes} onToggle={() => setQuotes(!quotes)} />}
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
