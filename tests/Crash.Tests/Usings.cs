global using QliroAdapter.Tests.Processes;
global using Shouldly;
global using Xunit;
