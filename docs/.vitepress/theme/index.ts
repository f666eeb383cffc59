import { inBrowser, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent } from 'vue';
import './style.css';

/** Pages that may ask other origins have a policy of their own, so they have to be loaded, not routed to. */
const hasOwnPolicy = (path: string) => /\/(try-it|walk-through)(\.html)?$/.test(path);

export default {
  extends: DefaultTheme,
  enhanceApp({ app, router }) {
    app.component(
      'TryIt',
      defineAsyncComponent(() => import('./TryIt.vue')),
    );
    app.component(
      'WalkThrough',
      defineAsyncComponent(() => import('./WalkThrough.vue')),
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
