/** Drives Studio as a person would, with SWTBot's words; knows widgets, but nothing of Sluice. */
package dev.sluice.studio.tests.bot;
