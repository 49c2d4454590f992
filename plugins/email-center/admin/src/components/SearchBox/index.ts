export { SearchBox } from './SearchBox';
export { SearchNotice } from './SearchNotice';
