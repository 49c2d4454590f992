import { Button, Flex, Typography } from '@strapi/design-system';
import { Image } from '@strapi/icons';
import { useEffect, useMemo, useState } from 'react';
import { styled } from 'styled-components';
import type { MessageDetail } from '../../../../shared/contracts';
import { fetchImage, inlinePartUrl } from '../../api/files';
import { estimatedHeight, imagePartsOf, mailDocument, type PartImages } from '../../text/mail-document';
import { blocksOf, piecesOf } from '../../text/mail-text';
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
  details { margin: ${({ theme }) => theme.spaces[2]} 0; color: ${({ theme }) => theme.colors.neutral600}; }
  summary { cursor: pointer; width: fit-content; white-space: normal; }
`;

function Words({ text }: { text: string }) {
  return (
    <>
      {piecesOf(text).map((piece, index) =>
        piece.href ? <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer">{piece.text}</a> : <span key={index}>{piece.text}</span>
      )}
    </>
  );
}

function PlainBody({ body }: { body: string }) {
  const text = useText();
  const blocks = useMemo(() => blocksOf(body), [body]);
  if (blocks.length === 0) return <Typography textColor="neutral600">{text('reader.no-body')}</Typography>;
  return (
    <Plain data-message-text tabIndex={-1}>
      {blocks.map((block, index) =>
        block.quoted ? (
          <details key={index}>
            <summary>{text('reader.quoted')}</summary>
            <Words text={block.text} />
          </details>
        ) : (
          <div key={index}><Words text={block.text} /></div>
        )
      )}
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

function HtmlBody({ message, html, remoteImages }: { message: MessageDetail; html: string; remoteImages: boolean }) {
  const text = useText();
  const images = usePartImages(message.id, html);
  const height = useMemo(() => estimatedHeight(html), [html]);
  const shown = useMemo(() => mailDocument(html, images, remoteImages), [html, images, remoteImages]);
  return (
    <Frame
      $height={height}
      title={text('reader.body', { subject: message.subject || text('messages.no-subject') })}
      // Neither scripts nor the panel's origin: what is inside can do nothing but be looked at, and links open outside.
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={shown}
    />
  );
}

interface Props {
  message: MessageDetail;
  remoteImages: boolean;
  onShowImages: () => void;
}

/** The body: HTML behind two walls, or plain text with its quotations folded. */
export function MessageBody({ message, remoteImages, onShowImages }: Props) {
  const text = useText();
  if (message.html === null) return <PlainBody body={message.text} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={3} flex="1">
      {message.blockedRemote > 0 && !remoteImages ? (
        <Flex role="status" background="neutral100" hasRadius padding={3} gap={3} wrap="wrap" justifyContent="space-between">
          <Typography>{text('reader.blocked', { count: message.blockedRemote })}</Typography>
          <Button variant="tertiary" size="S" startIcon={<Image />} onClick={onShowImages}>{text('reader.show-images')}</Button>
        </Flex>
      ) : null}
      <HtmlBody message={message} html={message.html} remoteImages={remoteImages} />
    </Flex>
  );
}
