/** The words of the query language, as the contract has them. */
import { SEARCH_OPERATORS, SEARCH_VALUES } from '../../../../shared/contracts';

export const VOCABULARY = { operators: SEARCH_OPERATORS, values: SEARCH_VALUES };
