import { Button, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import type { IdentityDto, RecipientDto } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import type { DraftSession } from './draft-session';
import { useDraftState } from './draft-sessions';
import { RecipientField } from './RecipientField';
import { RecordButton, RecordLine, shownRecord } from './RecordLine';

const Line = styled.div`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[4]}`};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  min-width: 0;
  > label, > span:first-child { flex-shrink: 0; min-width: 3.2rem; font-size: 1.4rem; color: ${({ theme }) => theme.colors.neutral600}; }
  > div { flex: 1; min-width: 0; }
`;
const Subject = styled.input`
  flex: 1;
  min-width: 0;
  padding: 0.7rem 0;
  border: 0;
  outline: none;
  background: transparent;
  font-size: 1.4rem;
  font-weight: 600;
  color: ${({ theme }) => theme.colors.neutral800};
  &::placeholder { color: ${({ theme }) => theme.colors.neutral600}; font-weight: 400; opacity: 1; }
`;
const SubjectLine = styled(Line)`
  &:focus-within { background: ${({ theme }) => theme.colors.neutral100}; }
`;

const shownIdentity = ({ displayName, address }: IdentityDto): string => (displayName === '' ? address : `${displayName} <${address}>`);

function Identity({ identities, chosen, onChoose }: { identities: readonly IdentityDto[]; chosen: string; onChoose(identity: IdentityDto): void }) {
  const text = useText();
  if (identities.length < 2) return null;
  return (
    <Line data-identity>
      <span aria-hidden>{text('reader.from')}</span>
      <div>
        <SingleSelect size="S" aria-label={text('reader.from')} value={chosen} onChange={(id) => identities.filter(({ accountId }) => accountId === String(id)).forEach(onChoose)}>
          {identities.map((identity) => <SingleSelectOption key={identity.accountId} value={identity.accountId}>{shownIdentity(identity)}</SingleSelectOption>)}
        </SingleSelect>
      </div>
    </Line>
  );
}

interface Props {
  session: DraftSession;
  identities: readonly IdentityDto[];
  onIdentity(identity: IdentityDto): void;
  people: { failing: ReadonlySet<string>; onSeen(found: readonly RecipientDto[]): void };
  autoFocus: boolean;
}

/** From whom, to whom, about which record, and the subject. */
export function DraftHead({ session, identities, onIdentity, people, autoFocus }: Props) {
  const text = useText();
  const { draft, fields } = useDraftState(session);
  const [asked, setAsked] = useState(false);
  const copies = asked || fields.cc.length + fields.bcc.length > 0;
  const record = shownRecord(draft, fields);
  return (
    <div>
      {record === null ? null : <Line data-draft-record><RecordLine draft={draft} fields={fields} onChange={(chosen) => session.change({ record: chosen })} /></Line>}
      <Identity identities={identities} chosen={fields.accountId} onChoose={onIdentity} />
      <RecipientField label={text('reader.to')} name="to" people={fields.to} onChange={(to) => session.change({ to })} autoFocus={autoFocus && fields.to.length === 0} {...people}>
        <Flex paddingTop={1} gap={1}>
          {copies ? null : <Button variant="ghost" size="S" onClick={() => setAsked(true)}>{text('write.copies')}</Button>}
          {record === null ? <RecordButton onChoose={(chosen) => session.change({ record: chosen })} /> : null}
        </Flex>
      </RecipientField>
      {copies ? (
        <>
          <RecipientField label={text('reader.cc')} name="cc" people={fields.cc} onChange={(cc) => session.change({ cc })} autoFocus={asked} {...people} />
          <RecipientField label={text('reader.bcc')} name="bcc" people={fields.bcc} onChange={(bcc) => session.change({ bcc })} {...people} />
        </>
      ) : null}
      <SubjectLine>
        <Subject aria-label={text('write.subject')} placeholder={text('write.subject')} maxLength={1000} autoFocus={autoFocus && fields.to.length > 0} value={fields.subject} onChange={(event) => session.change({ subject: event.target.value })} data-compose-subject />
      </SubjectLine>
    </div>
  );
}
