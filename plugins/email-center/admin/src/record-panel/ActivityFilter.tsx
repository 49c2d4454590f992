import { SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { ListActivitiesQuery } from '../../../shared/contracts';
import { useText } from '../text/text';

/** Which part of a record's history is shown. */
export const ACTIVITY_FILTERS = ['all', 'incoming', 'outgoing', 'files'] as const;
export type ActivityFilterName = (typeof ACTIVITY_FILTERS)[number];

export const queryOf = (filter: ActivityFilterName): Pick<ListActivitiesQuery, 'direction' | 'attachments'> =>
  filter === 'files' ? { attachments: '1' } : filter === 'all' ? {} : { direction: filter };

export function ActivityFilter({ value, onChange }: { value: ActivityFilterName; onChange: (filter: ActivityFilterName) => void }) {
  const text = useText();
  return (
    <SingleSelect size="S" aria-label={text('panel.filter')} value={value} onChange={(chosen) => onChange(ACTIVITY_FILTERS.find((one) => one === chosen) ?? 'all')}>
      {ACTIVITY_FILTERS.map((one) => <SingleSelectOption key={one} value={one}>{text(`panel.filter.${one}`)}</SingleSelectOption>)}
    </SingleSelect>
  );
}
