import { Grid, Modal, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText } from '../../../text/text';
import { KEY_TABLE, type KeyBinding, type KeyGroup } from './key-table';

const Key = styled.kbd`
  display: inline-block;
  min-width: 2.4rem;
  padding: 0.2rem 0.6rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-bottom-width: 2px;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral100};
  color: ${({ theme }) => theme.colors.neutral800};
  font-family: inherit;
  font-size: 1.2rem;
  text-align: center;
`;
const Keys = styled.dl`
  display: grid;
  grid-template-columns: minmax(10rem, max-content) 1fr;
  gap: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  align-items: center;
  margin-top: ${({ theme }) => theme.spaces[2]};
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
  dt { display: flex; flex-wrap: wrap; gap: ${({ theme }) => theme.spaces[1]}; }
  dd { margin: 0; }
`;

const GROUPS: readonly KeyGroup[] = ['move', 'act', 'write', 'go'];
const SIGNS: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

function KeyCaps({ binding: { keys, inList = [], range } }: { binding: KeyBinding }) {
  const text = useText();
  const named = (part: string) => (part === 'Shift' ? text('views.keys.shift') : part === 'Enter' ? text('views.keys.enter') : (SIGNS[part] ?? part));
  const caps = (key: string) => key.split(/[ +]/).map((part) => <Key key={part}>{named(part)}</Key>);
  if (range) return <span>{caps(keys[0] ?? '')} … <Key>{keys.at(-1)?.split(' ').at(-1)}</Key></span>;
  return <>{[...keys, ...inList].map((key) => <span key={key}>{caps(key)}</span>)}</>;
}

/** All keys of the center, by what they are for. */
export function HelpSheet({ onClose }: { onClose(): void }) {
  const text = useText();
  return (
    <Modal.Root open onOpenChange={(open: boolean) => (open ? undefined : onClose())}>
      <Modal.Content data-help-sheet>
        <Modal.Header><Modal.Title>{text('views.keys')}</Modal.Title></Modal.Header>
        <Modal.Body>
          {/* What scrolls is reached by the keyboard, too. */}
          <section tabIndex={0} aria-label={text('views.keys')} style={{ outlineOffset: '4px' }}>
            <Typography textColor="neutral600">{text('views.keys.hint')}</Typography>
            <Grid.Root gap={6} paddingTop={4}>
              {GROUPS.map((group) => (
                <Grid.Item key={group} col={6} s={12} xs={12} direction="column" alignItems="stretch">
                  <Typography variant="sigma" tag="h3" textColor="neutral600">{text(`views.keys.${group}`)}</Typography>
                  <Keys>
                    {KEY_TABLE.filter((binding) => binding.group === group).map((binding) => [
                      <dt key={`${binding.command} key`}><KeyCaps binding={binding} /></dt>, <dd key={binding.command}>{text(`views.key.${binding.command}`)}</dd>,
                    ])}
                  </Keys>
                </Grid.Item>
              ))}
            </Grid.Root>
          </section>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
