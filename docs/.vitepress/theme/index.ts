import { inBrowser, type Theme, useRoute } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent, nextTick, onMounted, watch } from 'vue';
import './style.css';

/** Pages that may call other origins have their own Content-Security-Policy, so the browser must load them anew. */
const hasOwnPolicy = (path: string) => /\/(try-it|walk-through)(\.html)?$/.test(path);

/** The theme gives the home page and the page of a wrong address no main landmark. */
function setMainLandmark() {
  const content = document.getElementById('VPContent');
  if (content?.querySelector('main')) content.removeAttribute('role');
  else content?.setAttribute('role', 'main');
}

export default {
  extends: DefaultTheme,
  setup() {
    const route = useRoute();
    onMounted(setMainLandmark);
    watch(
      () => route.path,
      () => nextTick(setMainLandmark),
    );
  },
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
