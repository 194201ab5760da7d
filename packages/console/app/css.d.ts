/** What the build makes of a style sheet that a module names: nothing that a program sees. */
declare module "*.css"
