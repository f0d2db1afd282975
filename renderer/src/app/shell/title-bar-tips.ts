/** Where tooltips of the title bar are drawn: in the bar, and not beside all landmarks of the page. */
export const TITLE_BAR_TIPS = '[data-title-bar-tips]';
