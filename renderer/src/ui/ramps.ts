import type { MantineColorsTuple } from '@mantine/core';

const ramp = (text: string): MantineColorsTuple => text.split(' ') as unknown as MantineColorsTuple;

/** The eight colour ramps of the design, lightest first. Style sheets use the semantic `--st-*` variables instead. */
export const ramps = {
  gray: ramp('#F9FAFB #F3F4F6 #E9EAED #DDDFE2 #CACCD1 #9B9FA5 #787C84 #585C64 #34383F #161A1F'),
  dark: ramp('#E8E9EC #BBBEC3 #9B9FA5 #71757C #44484E #34373C #272A2F #1D1F24 #15171B #0D0F12'),
  iris: ramp('#F4F7FF #E6ECFF #D0DCFE #B2C5FE #91ABFE #718FFE #5774ED #425AD1 #3145AD #202E7A'),
  agent: ramp('#E7FBFE #D1F5F9 #ABE9F0 #82D8E1 #55C2CE #2FABB7 #0B919D #037781 #005E66 #004046'),
  customer: ramp('#FFF2FD #FFE3FB #FFC7F9 #F5A9EE #E38BDC #CC71C5 #B259AC #984192 #7B2F76 #551E52'),
  good: ramp('#EAFCEE #D6F7DE #B5ECC2 #90DCA5 #6BC787 #4DB06E #309656 #067E3F #046431 #01441F'),
  warn: ramp('#FFF5EA #FFE9CF #FED4A1 #F3BC76 #E1A149 #CB8923 #AE7206 #8F5D02 #724800 #4F3000'),
  bad: ramp('#FFF4F3 #FEE6E4 #FFCFCB #FEB0A9 #FE8881 #F3625D #D74745 #BA2B2E #98181F #6B0D12'),
};
