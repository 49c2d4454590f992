/** The plugin as Strapi loads it. */
import { adminAccountTest } from './api/admin/account-test';
import { adminCenter } from './api/admin/center';
import { adminCenterMarks } from './api/admin/center-marks';
import { adminDiscovery } from './api/admin/discovery';
import { adminAccounts } from './api/admin/accounts';
import { adminGroups } from './api/admin/groups';
import { adminLedger } from './api/admin/ledger';
import { adminForward } from './api/admin/forward';
import { adminLinks } from './api/admin/links';
import { adminSearch } from './api/admin/search';
import { adminMessages } from './api/admin/messages';
import { adminReader } from './api/admin/reader';
import { adminRecords } from './api/admin/records';
import { adminOffers } from './api/admin/offers';
import { adminRoutes } from './api/admin/routes';
import { adminEvents } from './api/admin/events';
import { adminOutbox } from './api/admin/outbox';
import { adminSending } from './api/admin/sending';
import { adminWork } from './api/admin/work';
import { adminRouting } from './api/admin/routing';
import { adminSettings } from './api/admin/settings';
import { adminListEffects } from './api/admin/list-effects';
import { adminLists } from './api/admin/lists';
import { adminDraftFiles } from './api/admin/draft-files';
import { adminDrafts } from './api/admin/drafts';
import { adminTasks } from './api/admin/tasks';
import { adminTemplates } from './api/admin/templates';
import { createApplicationHolder } from './api/application-holder';
import { concealForwardAddresses } from './api/forward-sight';
import { contentControllers, contentServices } from './api/content-api/controllers';
import { refuseReadOnlyTokens } from './api/content-api/read-only-tokens';
import { contentRoutes } from './api/content-api/routes';
import { policies } from './api/policies';
import { bootstrap } from './bootstrap';
import { config } from './config';
import { contentTypes } from './content-types';
import { destroy } from './destroy';
import { register } from './register';

export default {
  register,
  bootstrap,
  destroy,
  config,
  contentTypes,
  routes: { admin: adminRoutes, 'content-api': contentRoutes },
  controllers: {
    'admin-accounts': adminAccounts,
    'admin-account-test': adminAccountTest,
    'admin-discovery': adminDiscovery,
    'admin-center': adminCenter,
    'admin-center-marks': adminCenterMarks,
    'admin-messages': adminMessages,
    'admin-reader': adminReader,
    'admin-records': adminRecords,
    'admin-ledger': adminLedger,
    'admin-events': adminEvents,
    'admin-outbox': adminOutbox,
    'admin-sending': adminSending,
    'admin-work': adminWork,
    'admin-groups': adminGroups,
    'admin-links': adminLinks,
    'admin-search': adminSearch,
    'admin-settings': adminSettings,
    'admin-routing': adminRouting,
    'admin-offers': adminOffers,
    'admin-forward': adminForward,
    'admin-tasks': adminTasks,
    'admin-lists': adminLists,
    'admin-list-effects': adminListEffects,
    'admin-drafts': adminDrafts,
    'admin-draft-files': adminDraftFiles,
    'admin-templates': adminTemplates,
    ...contentControllers,
  },
  services: { application: createApplicationHolder, ...contentServices },
  policies,
  middlewares: { 'refuse-read-only-tokens': refuseReadOnlyTokens, 'conceal-forward-addresses': concealForwardAddresses },
};
