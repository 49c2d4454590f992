/** The content API reads and never writes: what is filed comes from mail servers alone. */

const MIDDLEWARES = ['plugin::email-center.refuse-read-only-tokens'];

const read = (method: 'GET', path: string, handler: string) => ({ method, path, handler, config: { middlewares: MIDDLEWARES } });

export const contentRoutes = {
  type: 'content-api',
  routes: [
    read('GET', '/search', 'message.search'),
    read('GET', '/messages', 'message.find'),
    read('GET', '/messages/:id', 'message.findOne'),
    read('GET', '/messages/:id/body', 'message.body'),
    read('GET', '/messages/:id/raw', 'message.raw'),
    read('GET', '/messages/:id/parts/:partNumber', 'message.part'),
    read('GET', '/activities', 'activity.find'),
    read('GET', '/activities/:id', 'activity.findOne'),
    read('GET', '/document-folders', 'document-folder.find'),
    read('GET', '/document-folders/:id', 'document-folder.findOne'),
    read('GET', '/documents', 'document.find'),
    read('GET', '/documents/:id', 'document.findOne'),
  ],
};
