import type { CenterViewsDto } from '../../../../../shared/contracts';
import type { Rights } from '../../../permissions';
import { CENTER_PATH } from '../../../plugin-id';
import { placePath } from '../place';

export type CenterView = CenterViewsDto['views'][number];
export type SectionName = 'mail' | 'work' | 'groups' | 'writing' | 'tags' | 'searches';

export interface ViewSection {
  name: SectionName;
  views: CenterView[];
}

/** What was blocked is a part of the ledger, which has a link of its own. */
export const BLOCKED = '?outcome=blocked';

/** Where a view is. */
export const viewPath = ({ view, id }: Pick<CenterView, 'view' | 'id'>): string => (view === 'blocked' ? `${CENTER_PATH}/ledger${BLOCKED}` : placePath({ view, id }));

const SECTION_OF: Record<CenterView['view'], SectionName> = {
  inbox: 'mail', all: 'mail', unmatched: 'mail', sent: 'mail', snoozed: 'mail', done: 'mail', mentioned: 'mail', blocked: 'mail',
  mine: 'work', offers: 'work', unassigned: 'work', offered: 'work', look: 'work', 'mine-done': 'work',
  group: 'groups', drafts: 'writing', outbox: 'writing', tag: 'tags', search: 'searches',
};
const ORDER: readonly SectionName[] = ['mail', 'work', 'groups', 'writing', 'searches', 'tags'];

/** The views by what they are for, in the order the server has them; a section with nothing in it is left out. */
export function sectionsOf(views: readonly CenterView[]): ViewSection[] {
  return ORDER.map((name) => ({ name, views: views.filter(({ view }) => SECTION_OF[view] === name) })).filter((section) => section.views.length > 0);
}

const plain = (view: CenterView['view']): CenterView => ({ view, id: null, label: null, color: null, count: null, of: null, trouble: false });

/** The views that can be shown while the server cannot tell which there are: nobody is kept from their mail by missing numbers. */
export function viewsWithoutNumbers(rights: Pick<Rights, 'readMessages' | 'receiveCases' | 'assignWork' | 'send'>): CenterView[] {
  const names: (CenterView['view'] | false)[] = [
    rights.readMessages && 'inbox', rights.readMessages && 'all', rights.readMessages && 'unmatched', rights.readMessages && 'sent', 'mine', rights.receiveCases && 'offers',
    rights.assignWork && 'unassigned', rights.assignWork && 'look', rights.send && 'drafts', rights.send && 'outbox',
  ];
  return names.filter((name) => name !== false).map(plain);
}
