/** The content types of the plugin, in the shape Strapi's plugin entry wants. */
import { activitySchema } from './activity/schema';
import { documentSchema } from './document/schema';
import { documentFolderSchema } from './document-folder/schema';
import { messageSchema } from './message/schema';

export const contentTypes = {
  message: { schema: messageSchema },
  activity: { schema: activitySchema },
  'document-folder': { schema: documentFolderSchema },
  document: { schema: documentSchema },
};
