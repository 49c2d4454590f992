import automatic from './automatic.json';
import center from './center.json';
import forward from './forward.json';
import intake from './intake.json';
import lists from './lists.json';
import matching from './matching.json';
import visibility from './visibility.json';
import work from './work.json';
import views from './views.json';
import reader from './reader.json';
import writing from './writing.json';
import reasons from './reasons.json';
import search from './search.json';
import wizard from './wizard.json';

export default { ...center, ...lists, ...matching, ...work, ...intake, ...forward, ...automatic, ...visibility, ...views, ...reader, ...writing, ...reasons, ...search, ...wizard };
