import { Box } from '@strapi/design-system';
import type { CenterItem } from '../../../../../shared/contracts';
import { RecordPicker } from '../../Messages/RecordPicker';
import { AssignPanel } from './AssignPanel';
import { SnoozePanel } from './SnoozePanel';
import { TagPanel } from './TagPanel';
import type { CenterActions } from './use-center-actions';

/** What asks for one more thing before it is done: until when, which tag, which record, who. */
export type PanelKind = 'snooze' | 'tag' | 'link' | 'assign';

interface Props {
  kind: PanelKind;
  items: readonly CenterItem[];
  actions: CenterActions;
  onDone(): void;
}

const hasTag = (items: readonly CenterItem[]) => (id: string): 'all' | 'some' | 'none' => {
  const count = items.filter(({ tags }) => tags.some((tag) => tag.id === id)).length;
  return count === 0 ? 'none' : count === items.length ? 'all' : 'some';
};

export function ActionPanel({ kind, items, actions, onDone }: Props) {
  const act = (done: Promise<void>) => {
    onDone();
    void done;
  };
  if (kind === 'snooze') return <SnoozePanel asleep={items.some(({ snoozedUntil }) => snoozedUntil !== null)} onChoose={(until) => act(actions.snooze(items, until))} />;
  // It stays open: one often gives more than one tag.
  if (kind === 'tag') return <TagPanel has={hasTag(items)} onToggle={(tag, has) => void actions.tag(items, tag, has)} />;
  if (kind === 'assign') return <AssignPanel items={items} onChoose={(person) => act(actions.assign(items, person))} />;
  return <Box padding={4} width="min(36rem, 90vw)"><RecordPicker onChoose={(record) => act(actions.link(items, record))} /></Box>;
}
