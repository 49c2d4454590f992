import { useRecordTypesQuery, type RecordType } from '../../../api/writing-api';

const NONE: RecordType[] = [];

/** The kinds of records the center knows; none until they are there, and where they cannot be had: then a template is for any. */
export function useRecordTypes(): RecordType[] {
  const { data = NONE } = useRecordTypesQuery();
  return data;
}
