import { styled } from 'styled-components';
import type { ActivityDto } from '../../../shared/contracts';
import { AttachmentMark } from '../components/AttachmentMark';
import { Direction } from '../components/Direction';
import { Time } from '../components/Time';
import { subjectOf } from '../pages/Messages/SharedPart';
import { CaseState } from '../pages/Cases/CaseState';
import { useText } from '../text/text';

const Row = styled.button`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr) auto;
  gap: ${({ theme }) => `0.2rem ${theme.spaces[2]}`};
  align-items: center;
  width: 100%;
  padding: ${({ theme }) => theme.spaces[2]};
  text-align: left;
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;
  &:hover { background: ${({ theme }) => theme.colors.neutral100}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;
const Subject = styled.span`
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-weight: 500;
`;
const Small = styled.span`
  grid-column: 2 / -1;
  display: flex;
  justify-content: space-between;
  gap: ${({ theme }) => theme.spaces[2]};
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral600};
  span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  time { flex-shrink: 0; }
`;

/** One entry of a record's history. */
export function ActivityRow({ activity, onOpen }: { activity: ActivityDto; onOpen: () => void }) {
  const text = useText();
  const files = activity.attachmentCount ?? activity.folder.documents.filter(({ kind }) => kind === 'attachment').length;
  return (
    <li>
      <Row type="button" onClick={onOpen} data-activity={activity.id}>
        <Direction direction={activity.direction} />
        <Subject>{subjectOf(text, activity)}</Subject>
        <AttachmentMark count={files} />
        <Small><span>{activity.counterpart}</span><Time iso={activity.occurredAt} /></Small>
        {activity.kind === 'case' && activity.case ? <Small><CaseState state={activity.case} /></Small> : null}
      </Row>
    </li>
  );
}
