import automatic from './automatic.json';
import center from './center.json';
import forward from './forward.json';
import intake from './intake.json';
import lists from './lists.json';
import matching from './matching.json';
import visibility from './visibility.json';
import work from './work.json';

export default { ...center, ...lists, ...matching, ...work, ...intake, ...forward, ...automatic, ...visibility };
