import { config } from 'zod';

// zod compiles parsers with new Function where it may. The page's policy forbids that, and even the attempt is reported;
// this has to run before the first schema is made, so it is the first import.
config({ jitless: true });
