export * from './shapes';
export * from './accounts';
export * from './messages';
export * from './ledger';
export * from './permissions';
export * from './settings';
export * from './tasks';
