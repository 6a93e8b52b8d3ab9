package dev.sluice.app.cli.invoke;

import dev.sluice.client.InvokeResult;
import java.io.IOException;

/** Invokes for one item; called from several threads. */
interface ItemCall {
  InvokeResult invoke(byte[] item) throws IOException;
}
