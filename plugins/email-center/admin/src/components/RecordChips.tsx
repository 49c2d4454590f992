import { Flex } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { RecordLinkDto } from '../../../shared/contracts';
import { useText } from '../text/text';

const chip = `
  display: inline-block;
  max-width: 100%;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  border-radius: 1rem;
  padding: 0.2rem 0.8rem;
  font-size: 1.2rem;
  line-height: 1.33;
  text-decoration: none;
`;
const ChipLink = styled(Link)`
  ${chip}
  color: ${({ theme }) => theme.colors.primary700};
  background: ${({ theme }) => theme.colors.primary100};
  &:hover { text-decoration: underline; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;
const Chip = styled.span`
  ${chip}
  color: ${({ theme }) => theme.colors.primary700};
  background: ${({ theme }) => theme.colors.primary100};
`;
const Unmatched = styled.span`
  ${chip}
  color: ${({ theme }) => theme.colors.neutral700};
  background: ${({ theme }) => theme.colors.neutral150};
`;

/** Where a record is edited in the content manager. */
export const recordPath = ({ recordType, recordId }: { recordType: string; recordId: string }): string =>
  `/content-manager/collection-types/${encodeURIComponent(recordType)}/${encodeURIComponent(recordId)}`;

/** Who this is to us: the records a message belongs to, each a way to it. */
export function RecordChips({ links }: { links: RecordLinkDto[] }) {
  const text = useText();
  if (links.length === 0) return <Unmatched>{text('messages.unmatched')}</Unmatched>;
  return (
    <Flex wrap="wrap" gap={2} minWidth={0}>
      {links.map((link) => (
        <ChipLink key={`${link.recordType} ${link.recordId}`} to={recordPath(link)}>
          {link.typeName}: {link.label}
        </ChipLink>
      ))}
    </Flex>
  );
}

/** The first records in a list row, which is itself a link. */
export function RecordChipsShort({ links }: { links: RecordLinkDto[] }) {
  const [first, ...others] = links;
  if (!first) return null;
  return (
    <Flex gap={1} minWidth={0}>
      <Chip>{first.label}</Chip>
      {others.length > 0 ? <Chip>+{others.length}</Chip> : null}
    </Flex>
  );
}
