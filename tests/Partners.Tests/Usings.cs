global using QliroAdapter.Tests;
