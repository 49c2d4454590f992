export { createChangeLog } from './change-log';
export { createPresenceStore } from './presence-store';
export { createWatchStore } from './watch-store';
