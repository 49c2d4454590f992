import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { RecipientDto } from '../../../../shared/contracts';
import { Pill } from '../../components/Pill';
import { useText } from '../../text/text';

const List = styled.ul`
  position: absolute;
  z-index: 5;
  top: 100%;
  left: ${({ theme }) => theme.spaces[4]};
  right: ${({ theme }) => theme.spaces[4]};
  max-height: 28rem;
  overflow-y: auto;
  padding: ${({ theme }) => theme.spaces[1]};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
  &:empty { display: none; }
`;
const Option = styled.li<{ $active: boolean }>`
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]}`};
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;
  overflow-wrap: anywhere;
  background: ${({ theme, $active }) => ($active ? theme.colors.primary100 : 'transparent')};
`;

interface Props {
  id: string;
  found: readonly RecipientDto[];
  active: RecipientDto | undefined;
  onChoose(person: RecipientDto): void;
}

/** People who fit what is typed: who they are to us, and whether mail reaches them. */
export function Suggestions({ id, found, active, onChoose }: Props) {
  const text = useText();
  return (
    <List id={id} role="listbox" aria-label={text('write.suggestions')} hidden={found.length === 0}>
      {found.map((one, index) => (
        <Option key={one.address} id={`${id}-${index}`} role="option" aria-selected={one === active} $active={one === active} data-suggestion={one.address} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(one)}>
          <Flex gap={2} wrap="wrap">
            <Typography tag="span" fontWeight="semiBold">{one.name || one.address}</Typography>
            {one.name === '' ? null : <Typography tag="span" variant="pi" textColor="neutral600">{one.address}</Typography>}
            {one.record ? <Pill $tone="primary">{one.record.typeName}: {one.record.label}</Pill> : null}
            {one.source === 'user' ? <Pill $tone="neutral">{text('write.source.user')}</Pill> : null}
            {one.failing ? <Pill $tone="warning">{text('write.source.failing')}</Pill> : null}
          </Flex>
        </Option>
      ))}
    </List>
  );
}
