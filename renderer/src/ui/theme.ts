import {
  ActionIcon,
  Button,
  createTheme,
  Menu,
  Modal,
  NativeSelect,
  PasswordInput,
  Popover,
  ScrollArea,
  SegmentedControl,
  TextInput,
  Tooltip,
} from '@mantine/core';
import classes from './theme.module.css';
import { ramps } from './ramps.ts';
import { TIPS_HOME } from './tips-home.ts';

const small = { fontSize: '13px', lineHeight: '20px', fontWeight: '600' };
/** Large controls stand on the connect and sign-in screens only. */
const large = (size: unknown, base: string | undefined, added: string | undefined): string =>
  `${base ?? ''} ${size === 'md' ? (added ?? '') : ''}`;
/** What floats is never larger than the room it has, and scrolls. */
const popover = {
  shadow: 'md',
  radius: 'lg',
  transitionProps: { duration: 120, transition: 'fade-down' },
  offset: 6,
  middlewares: { size: { padding: 8 } },
} as const;

/** Mantine with the sizes, type and defaults of the design. Colours come from css-variables.ts. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 7 },
  white: '#FFFFFF',
  black: '#161A1F',
  colors: ramps,
  fontFamily:
    '"Inter Variable", Inter, ui-sans-serif, system-ui, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", sans-serif',
  fontFamilyMonospace:
    '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, "Cascadia Mono", "SF Mono", Menlo, monospace',
  fontSmoothing: true,
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'default',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '15px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '12px' },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: 'var(--st-shadow)', lg: 'var(--st-shadow)', xl: 'var(--st-shadow)' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '15px', lineHeight: '20px', fontWeight: '600' },
      h2: small,
      h3: small,
      h4: small,
      h5: small,
      h6: small,
    },
  },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'default' },
      classNames: (_theme, props) => ({ root: large(props.size, classes.button, classes.buttonLarge) }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { size: 28, variant: 'subtle', color: 'gray' },
      classNames: { root: classes.actionIcon },
    }),
    TextInput: TextInput.extend({
      defaultProps: { size: 'xs' },
      classNames: (_theme, props) => ({
        input: large(props.size, classes.input, classes.inputLarge),
        label: classes.label ?? '',
        error: classes.error ?? '',
      }),
    }),
    NativeSelect: NativeSelect.extend({
      defaultProps: { size: 'xs' },
      classNames: { input: classes.input ?? '', label: classes.label ?? '' },
    }),
    PasswordInput: PasswordInput.extend({
      defaultProps: { size: 'xs' },
      classNames: (_theme, props) => ({
        input: large(props.size, classes.input, classes.inputLarge),
        innerInput: large(props.size, classes.innerInput, classes.innerInputLarge),
        visibilityToggle: classes.toggle ?? '',
        label: classes.label ?? '',
        error: classes.error ?? '',
      }),
    }),
    ScrollArea: ScrollArea.extend({
      classNames: { scrollbar: classes.scrollbar, thumb: classes.thumb },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', withItemsBorders: false, transitionDuration: 0 },
      classNames: { root: classes.segments, label: classes.segmentLabel, indicator: classes.segmentIndicator },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, withArrow: false, offset: 6, transitionProps: { duration: 120, transition: 'fade' }, portalProps: { target: TIPS_HOME } },
      classNames: { tooltip: classes.tooltip },
    }),
    Modal: Modal.extend({
      defaultProps: {
        radius: 'lg',
        centered: true,
        padding: 24,
        lockScroll: false,
        shadow: 'md',
        transitionProps: { duration: 120, transition: 'fade' },
        overlayProps: { color: 'var(--st-scrim)', backgroundOpacity: 1 },
      },
      classNames: { content: classes.dialog, header: classes.dialogHeader, title: classes.dialogTitle },
    }),
    // Mantine draws a <header>, which would be a second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Menu: Menu.extend({
      // Inside the page's landmarks, and without the placeholder that no menu may hold.
      defaultProps: { ...popover, withinPortal: false, withInitialFocusPlaceholder: false },
      classNames: { dropdown: classes.float, item: classes.menuItem, label: classes.menuLabel, divider: classes.divider },
    }),
    Popover: Popover.extend({
      defaultProps: { ...popover, withinPortal: true, trapFocus: true, returnFocus: true },
      classNames: { dropdown: classes.float },
    }),
  },
});
