import { inBrowser, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent } from 'vue';
import './style.css';

/** The page that may ask other origins has a policy of its own, so it has to be loaded, not routed to. */
const hasOwnPolicy = (path: string) => /\/try-it(\.html)?$/.test(path);

export default {
  extends: DefaultTheme,
  enhanceApp({ app, router }) {
    app.component(
      'TryIt',
      defineAsyncComponent(() => import('./TryIt.vue')),
    );
    if (!inBrowser) return;
    router.onBeforeRouteChange = (to) => {
      const { pathname, href } = new URL(to, location.href);
      const crosses = hasOwnPolicy(pathname) !== hasOwnPolicy(location.pathname);
      if (crosses) location.assign(href);
      return !crosses;
    };
  },
} satisfies Theme;
