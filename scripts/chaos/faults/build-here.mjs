import { ensureBuild } from '../../setup/build.mjs';

// Builds the checkout that this file lies in: a copy builds itself.
await ensureBuild();
