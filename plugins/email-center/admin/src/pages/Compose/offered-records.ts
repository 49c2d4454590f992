import type { DraftDto } from '../../../../shared/contracts';
import type { DraftFields } from './draft-session';

/** Whose templates and documents are offered: the record that was chosen here first, also before the server has heard of it. */
export function offeredRecords({ records }: Pick<DraftDto, 'records'>, { record }: Pick<DraftFields, 'record'>): DraftDto['records'] {
  const others = records.filter((one) => one.recordType !== record?.recordType || one.recordId !== record.recordId);
  return record === null ? others : [record, ...others];
}
