/** The script of the HTML report: the filter. Without it everything is shown. */
export const script = `
const form = document.querySelector('.filter');
const cases = [...document.querySelectorAll('.case')];
const found = form.querySelector('output');
function filter() {
  const words = form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const boxes = [...form.querySelectorAll('[name=outcome]')];
  const outcomes = boxes.filter((box) => box.checked).map((box) => box.value);
  const narrowed = words.length > 0 || outcomes.length < boxes.length;
  let count = 0;
  for (const one of cases) {
    const text = one.dataset.text.toLowerCase();
    one.hidden = !outcomes.includes(one.dataset.outcome) || !words.every((word) => text.includes(word));
    if (!one.hidden) count++;
  }
  for (const group of document.querySelectorAll('.folded')) {
    group.hidden = !group.querySelector('.case:not([hidden])');
    group.open = narrowed;
  }
  for (const section of document.querySelectorAll('.operation')) {
    section.hidden = !section.querySelector('.case:not([hidden])');
  }
  found.textContent = narrowed ? count + ' of ' + cases.length + ' cases' : '';
}
form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());
form.hidden = false;
filter();
`;
