global using QliroAdapter.Tests;
global using Shouldly;
global using Xunit;
