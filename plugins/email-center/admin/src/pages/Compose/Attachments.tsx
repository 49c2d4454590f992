import { useNotification } from '@strapi/strapi/admin';
import { Flex, ProgressBar, Typography } from '@strapi/design-system';
import { Cross, File, WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import type { DraftAttachmentDto } from '../../../../shared/contracts';
import { draftFileUrl } from '../../api/draft-requests';
import { saveFile } from '../../api/files';
import { problemOf } from '../../api/problem';
import { explainProblem } from '../../components/ProblemNotice';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import { shareOfLimit, type Upload } from './uploads';
import type { Uploads } from './use-uploads';

const List = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spaces[2]};
`;
const Item = styled.li<{ $failed?: boolean }>`
  display: inline-flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  max-width: 100%;
  min-height: 3.2rem;
  padding-left: ${({ theme }) => theme.spaces[2]};
  border-radius: ${({ theme }) => theme.borderRadius};
  border: 1px solid ${({ theme, $failed }) => theme.colors[$failed ? 'danger200' : 'neutral200']};
  background: ${({ theme, $failed }) => theme.colors[$failed ? 'danger100' : 'neutral0']};
  > svg { flex-shrink: 0; width: 1.4rem; height: 1.4rem; color: ${({ theme, $failed }) => theme.colors[$failed ? 'danger600' : 'neutral600']}; }
`;
const Name = styled.button`
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral800};
  &:enabled { cursor: pointer; }
  &:enabled:hover { text-decoration: underline; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; }
`;
const Small = styled.span`
  flex-shrink: 0;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral600};
`;
const Away = styled.button`
  flex-shrink: 0;
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 3.2rem;
  height: 3.2rem;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral600};
  svg { width: 0.9rem; height: 0.9rem; }
  svg path { fill: currentColor; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;
const PERCENT = 100;

function Running({ upload, onCancel }: { upload: Upload; onCancel: () => void }) {
  const text = useText();
  const format = useFormat();
  const { name, size, sent, failure, detail } = upload;
  return (
    <Item $failed={failure !== null} data-upload={name} data-failure={failure ?? undefined}>
      {failure ? <WarningCircle aria-hidden /> : <File aria-hidden />}
      <Typography variant="pi" ellipsis title={name}>{name}</Typography>
      {failure ? (
        <Typography role="alert" variant="pi" textColor="danger700" title={detail}>{text(failure === 'too-large' ? 'write.upload.too-large' : 'write.upload.failed')}</Typography>
      ) : (
        <>
          <div style={{ width: '8rem' }}><ProgressBar size="S" value={size === 0 ? PERCENT : (sent / size) * PERCENT} aria-label={text('write.upload.progress', { name })} /></div>
          <Small>{format.size(size)}</Small>
        </>
      )}
      <Away type="button" aria-label={text(failure ? 'write.upload.dismiss' : 'write.upload.cancel', { name })} onClick={onCancel}><Cross aria-hidden /></Away>
    </Item>
  );
}

function Attached({ draftId, file, onRemove }: { draftId: string; file: DraftAttachmentDto; onRemove: () => void }) {
  const text = useText();
  const format = useFormat();
  const { toggleNotification } = useNotification();
  const save = () =>
    saveFile(draftFileUrl(draftId, file.id), file.filename).catch((thrown: unknown) => {
      toggleNotification({ type: 'danger', title: text('file.failed', { name: file.filename }), message: explainProblem(text, problemOf(thrown)).what });
    });
  return (
    <Item data-attached={file.filename}>
      <File aria-hidden />
      <Name type="button" title={file.filename} aria-label={text('file.save', { name: file.filename })} onClick={() => void save()}>{file.filename}</Name>
      <Small>{format.size(file.size)}</Small>
      <Away type="button" aria-label={text('write.attachment.remove', { name: file.filename })} onClick={onRemove}><Cross aria-hidden /></Away>
    </Item>
  );
}

interface Props {
  draftId: string;
  attachments: readonly DraftAttachmentDto[];
  uploads: Uploads;
  /** Octets a whole message may have. */
  maxBytes: number;
}

/** What goes along, what is on its way, and how much of the room it takes. */
export function Attachments({ draftId, attachments, uploads, maxBytes }: Props) {
  const text = useText();
  const format = useFormat();
  const { toggleNotification } = useNotification();
  const shown = attachments.filter(({ inline }) => !inline);
  if (shown.length === 0 && uploads.uploads.length === 0) return null;
  const share = shareOfLimit([...attachments, ...uploads.uploads.filter(({ failure }) => failure === null)].map(({ size }) => size), maxBytes);
  const remove = (file: DraftAttachmentDto) =>
    uploads.detach(file.id).catch((thrown: unknown) => {
      const { what, remedy } = explainProblem(text, problemOf(thrown));
      toggleNotification({ type: 'danger', title: text('write.attachment.remove-failed', { name: file.filename }), message: `${what} ${remedy}` });
    });
  const total = attachments.reduce((sum, { size }) => sum + size, 0);
  return (
    <Flex tag="section" direction="column" alignItems="stretch" gap={2} paddingLeft={4} paddingRight={4} paddingTop={2} paddingBottom={2} aria-label={text('write.attachments')}>
      <List>
        {shown.map((file) => <Attached key={file.id} draftId={draftId} file={file} onRemove={() => void remove(file)} />)}
        {uploads.uploads.map((upload) => <Running key={upload.key} upload={upload} onCancel={() => uploads.cancel(upload.key)} />)}
      </List>
      <Typography variant="pi" role={share > 1 ? 'alert' : undefined} textColor={share > 1 ? 'danger600' : 'neutral600'} data-room={share > 1 ? 'over' : 'within'}>
        {text(share > 1 ? 'write.room.over' : 'write.room', { size: format.size(total), limit: format.size(maxBytes) })}
      </Typography>
    </Flex>
  );
}
