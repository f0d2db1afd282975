/** Where tooltips are drawn, wherever they belong: in the head of the page, and not beside all of its landmarks. */
export const TIPS_HOME = '[data-tips-home]';
