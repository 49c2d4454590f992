export default { register() {}, bootstrap() {}, destroy() {}, config: { default: {}, validator() {} }, contentTypes: {}, routes: {}, controllers: {}, services: {}, policies: {} };
