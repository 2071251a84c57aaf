namespace ClientIpAnalyzers.Cli.Tests.Scanning;

/// <summary>What a scan makes of projects that nobody restored.</summary>
public class ProjectTests
{
    private const string Header = "public class A { public string? Get(HttpContext c) => c.Request.Headers[\"X-Forwarded-For\"]; }";

    [Theory]
    [InlineData("public class A { string? G(HttpContext c) => c.Request.Headers[\"X-Real-IP\"]; void H( }", "A.cs:1 CIP002")]
    [InlineData("public class A : Missing.Base<Gone> { string? G(HttpContext c, Absent x) { x.Do(y => y.Z); return c.Request.Headers[\"X-Real-IP\"]; } }", "A.cs:1 CIP002")]
    [InlineData("using Absent.Library;\npublic class A { string? G(HttpContext c) { return c.Request.Headers[\"X-Real-IP\"] }", "A.cs:2 CIP002")]
    [InlineData("class { } } ) => \"", "")]
    [InlineData("", "")]
    public async Task Code_that_does_not_compile_is_scanned_all_the_same(string code, string expected)
    {
        using var checkout = new Checkout(("A.cs", code));
        Assert.Equal(expected, await checkout.FindingsAsync());
    }

    [Fact]
    public async Task Several_programs_in_one_folder_without_a_project_are_scanned()
    {
        using var checkout = new Checkout(
            ("One.cs", "var app = WebApplication.Create(); app.MapGet(\"/\", (HttpContext c) => c.Connection.RemoteIpAddress!.ToString());"),
            ("Two.cs", "var app = WebApplication.Create(); app.MapGet(\"/\", (HttpContext c) => (string?)c.Request.Headers[\"X-Real-IP\"]);"));
        Assert.Equal("One.cs:1 CIP001, Two.cs:1 CIP002", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task A_project_with_references_that_are_missing_is_scanned()
    {
        using var checkout = new Checkout(
            ("App.csproj", Checkout.Web.Replace("</Project>", "<ItemGroup><PackageReference Include=\"Gone\" Version=\"1.0.0\" /><ProjectReference Include=\"../gone/Gone.csproj\" /></ItemGroup></Project>", StringComparison.Ordinal)),
            ("A.cs", "using Gone; public class B(GoneService service) { public object? Get(HttpContext c) => service.Find(c.Request.Headers[\"X-Forwarded-For\"]); }"));
        Assert.Equal("A.cs:1 CIP002", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task Types_of_referenced_projects_are_known()
    {
        using var checkout = new Checkout(
            ("Core/Core.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""),
            ("Core/Names.cs", "namespace Core; public static class Names { public const string Caller = \"X-Forwarded-For\"; }"),
            ("Web/Web.csproj", Checkout.Web.Replace("</Project>", "<ItemGroup><ProjectReference Include=\"..\\Core\\Core.csproj\" /></ItemGroup></Project>", StringComparison.Ordinal)),
            ("Web/A.cs", "using Core; public class A { public string? Get(HttpContext c) => c.Request.Headers[Names.Caller]; }"));
        Assert.Equal("Web/A.cs:1 CIP002", await checkout.FindingsAsync());
        Assert.Equal("A.cs:1 CIP002", await checkout.FindingsAsync("Web/Web.csproj"));
    }

    [Theory]
    [InlineData("Shop.Core", "Shop.Core/A.cs:1 CIP002")]
    [InlineData("Shop.Core.Tests", "")]
    public async Task Conditions_on_the_name_of_a_project_tell_tests_from_the_rest(string name, string expected)
    {
        using var checkout = new Checkout(
            ("Directory.Build.props", """
                <Project>
                  <PropertyGroup>
                    <IsTestProject Condition="'$(IsTestProject)' == '' and ($(MSBuildProjectName.EndsWith('.Tests')) or $(MSBuildProjectName.EndsWith('.Spec')))">true</IsTestProject>
                  </PropertyGroup>
                  <ItemGroup Condition="'$(IsTestProject)' == 'true'"><PackageReference Include="xunit" /></ItemGroup>
                </Project>
                """),
            ($"{name}/{name}.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""),
            ($"{name}/A.cs", "public class A { public string? Get(Microsoft.AspNetCore.Http.HttpContext c) => c.Request.Headers[\"X-Forwarded-For\"]; }"));
        Assert.Equal(expected, await checkout.FindingsAsync());
    }

    [Theory]
    [InlineData("Shop.Tests", "")]
    [InlineData("ShopUnitTests", "")]
    [InlineData("shop-test", "")]
    [InlineData("Contest", "Contest/A.cs:1 CIP002")]
    [InlineData("Shop.Testing", "Shop.Testing/A.cs:1 CIP002")]
    public async Task Tests_are_known_by_name_where_their_packages_are_not_seen(string name, string expected)
    {
        using var checkout = new Checkout(
            ($"{name}/{name}.csproj", """<Project Sdk="Microsoft.NET.Sdk"><Import Project="../../tests.props" /></Project>"""),
            ($"{name}/A.cs", "public class A { public string? Get(Microsoft.AspNetCore.Http.HttpContext c) => c.Request.Headers[\"X-Forwarded-For\"]; }"));
        Assert.Equal(expected, await checkout.FindingsAsync());
    }

    [Fact]
    public async Task What_may_or_may_not_be_a_test_is_scanned()
    {
        using var checkout = new Checkout(
            ("Shop.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup Condition="Exists('tests.props')"><PackageReference Include="xunit" /></ItemGroup></Project>"""),
            ("A.cs", "public class A { public string? Get(Microsoft.AspNetCore.Http.HttpContext c) => c.Request.Headers[\"X-Forwarded-For\"]; }"));
        Assert.Equal("A.cs:1 CIP002", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task Projects_that_reference_each_other_come_to_an_end()
    {
        using var checkout = new Checkout(
            ("A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="../B/B.csproj" /></ItemGroup></Project>"""),
            ("B/B.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="../A/A.csproj" /></ItemGroup></Project>"""),
            ("B/B.cs", "public class B { public object? Get(Microsoft.AspNetCore.Http.HttpContext c) => c.Connection.RemoteIpAddress; }"));
        Assert.Equal("B/B.cs:1 CIP001", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task Removed_built_and_hidden_files_are_left_out_and_linked_ones_are_not()
    {
        using var checkout = new Checkout(
            ("App/App.csproj", Checkout.Web.Replace("</Project>", "<ItemGroup><Compile Remove=\"Old\\**\" /><Compile Include=\"../Shared/**/*.cs\" Exclude=\"x\" /></ItemGroup></Project>", StringComparison.Ordinal)),
            ("App/A.cs", Header),
            ("App/Old/B.cs", Header.Replace("class A", "class B", StringComparison.Ordinal)),
            ("App/obj/C.cs", Header.Replace("class A", "class C", StringComparison.Ordinal)),
            ("App/.cache/D.cs", Header.Replace("class A", "class D", StringComparison.Ordinal)),
            ("Shared/E.cs", Header.Replace("class A", "class E", StringComparison.Ordinal)));
        Assert.Equal("App/A.cs:1 CIP002, Shared/E.cs:1 CIP002", await checkout.FindingsAsync(exclude: ["none"]));
        Assert.Equal("../Shared/E.cs:1 CIP002, A.cs:1 CIP002", await checkout.FindingsAsync("App/App.csproj"));
    }

    [Fact]
    public async Task Excluded_files_and_folders_are_left_out()
    {
        using var checkout = new Checkout(("a/A.cs", Header), ("b/deep/A.cs", Header), ("c/X.Generated.cs", Header), ("C.cs", Header));
        Assert.Equal("C.cs:1 CIP002", await checkout.FindingsAsync(exclude: ["a", "b/**", "*.Generated.cs"]));
    }

    [Theory]
    [InlineData("<ImplicitUsings>enable</ImplicitUsings>", "A.cs:1 CIP002")]
    [InlineData("<ImplicitUsings>disable</ImplicitUsings>", "")]
    [InlineData("", "")]
    public async Task The_usings_that_the_build_would_add_are_there(string property, string expected)
    {
        using var checkout = new Checkout(
            ("App.csproj", $"""<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup>{property}</PropertyGroup></Project>"""), ("A.cs", Header));
        Assert.Equal(expected, await checkout.FindingsAsync());
    }

    [Theory]
    [InlineData("Microsoft.NET.Sdk.Web", "", "A.cs:3 CIP001")]
    [InlineData("Microsoft.NET.Sdk", "", "A.cs:3 CIP001i")]
    [InlineData("Microsoft.NET.Sdk", "<OutputType>Exe</OutputType>", "A.cs:3 CIP001")]
    [InlineData("Microsoft.NET.Sdk.Web", "<OutputType>Library</OutputType>", "A.cs:3 CIP001i")]
    public async Task A_library_leaves_the_server_to_others(string sdk, string property, string expected)
    {
        using var checkout = new Checkout(
            ("App.csproj", $"""<Project Sdk="{sdk}"><PropertyGroup>{property}</PropertyGroup><ItemGroup><Using Include="Microsoft.AspNetCore.Http" /></ItemGroup></Project>"""),
            ("A.cs", Checkout.ReadsPeer));
        Assert.Equal(expected, await checkout.FindingsAsync());
    }

    [Theory]
    [InlineData("""<PackageReference Include="xunit.v3" Version="3.0.0" />""")]
    [InlineData("""<PackageReference Include="MSTest" Version="3.0.0" />""")]
    [InlineData("""<PackageReference Include="NUnit" />""")]
    [InlineData("""<Reference Include="nunit.framework, Version=3.0.0.0" />""")]
    public async Task Tests_make_addresses_up_on_purpose(string reference)
    {
        using var checkout = new Checkout(
            ("App.Tests.csproj", Checkout.Web.Replace("</Project>", $"<ItemGroup>{reference}</ItemGroup></Project>", StringComparison.Ordinal)), ("A.cs", Header));
        Assert.Equal("", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task What_a_props_file_above_says_holds()
    {
        using var checkout = new Checkout(
            ("Directory.Build.props", """<Project><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup><PropertyGroup Condition="'$(IsTestProject)' == 'true'"><OutputType>Library</OutputType></PropertyGroup></Project>"""),
            ("tests/Directory.Build.props", """<Project><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup><Import Project="../Directory.Build.props" /></Project>"""),
            ("tests/T/T.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />"""),
            ("tests/T/A.cs", Checkout.ReadsPeer),
            ("src/App/App.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />"""),
            ("src/App/A.cs", Checkout.ReadsPeer));
        Assert.Equal("src/App/A.cs:3 CIP001", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task Code_for_newer_frameworks_is_what_is_scanned()
    {
        using var checkout = new Checkout(
            ("App.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFrameworks>netstandard2.0;net8.0</TargetFrameworks><ImplicitUsings>true</ImplicitUsings><DefineConstants>$(DefineConstants);SHOP</DefineConstants></PropertyGroup></Project>"""),
            ("A.cs", $"#if NET8_0_OR_GREATER && !NET9_0_OR_GREATER && SHOP\n{Header}\n#else\nclass {{\n#endif"));
        Assert.Equal("A.cs:2 CIP002", await checkout.FindingsAsync());
    }

    [Theory]
    [InlineData("Some.sln", "Project(\"{FAE04EC0}\") = \"Web\", \"Web\\Web.csproj\", \"{1}\"\nEndProject\n")]
    [InlineData("Some.slnx", """<Solution><Folder Name="/src/"><Project Path="Web/Web.csproj" /></Folder></Solution>""")]
    public async Task A_solution_names_what_is_scanned(string name, string solution)
    {
        using var checkout = new Checkout((name, solution), ("Web/Web.csproj", Checkout.Web), ("Web/A.cs", Header), ("Other/Other.csproj", Checkout.Web), ("Other/A.cs", Header));
        Assert.Equal("Web/A.cs:1 CIP002", await checkout.FindingsAsync(name));
    }

    [Fact]
    public async Task A_folder_of_a_project_is_judged_by_all_of_it()
    {
        using var checkout = new Checkout(
            ("App.csproj", Checkout.Web),
            ("Program.cs", "using Microsoft.AspNetCore.HttpOverrides; var app = WebApplication.Create(); app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }); app.Run();"),
            ("Web/A.cs", Checkout.ReadsPeer),
            ("Web/B.cs", "public class B { public string? Get(HttpContext c) => c.Request.Headers[\"X-Real-IP\"]; }"));
        Assert.Equal("B.cs:1 CIP002", await checkout.FindingsAsync("Web"));
    }

    [Fact]
    public async Task A_project_from_before_the_SDK_compiles_what_it_names()
    {
        using var checkout = new Checkout(
            ("App.csproj", """<Project ToolsVersion="15.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><Compile Include="A.cs" /></ItemGroup></Project>"""),
            ("A.cs", "using Microsoft.AspNetCore.Http; " + Header),
            ("B.cs", "using Microsoft.AspNetCore.Http; " + Header));
        Assert.Equal("A.cs:1 CIP002", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task Packages_that_carry_requests_or_logs_are_known_without_being_there()
    {
        using var checkout = new Checkout(
            ("App.csproj", Checkout.Web),
            ("Grpc.cs", "using Grpc.Core; public class G : Greeter.GreeterBase { public string Hello(ServerCallContext context) => context.Peer; }"),
            ("Yarp.cs", "using Yarp.ReverseProxy.Transforms; public class Y { public string? Do(RequestTransformContext context) => context.HttpContext.Request.Headers[\"X-Forwarded-For\"]; }"),
            ("Serilog.cs", "public class S(Serilog.ILogger log) { public void Do(HttpContext context) => log.Information(\"{Peer}\", context.Connection.RemoteIpAddress); }"));
        Assert.Equal("Grpc.cs:1 CIP001, Serilog.cs:1 CIP001i", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task Request_logging_of_a_package_that_is_not_there_is_known_by_its_place_in_the_pipeline()
    {
        using var checkout = new Checkout(
            ("App.csproj", Checkout.Web),
            ("Start.cs", """
                using Microsoft.AspNetCore.HttpOverrides;
                using Serilog;

                public static class Start
                {
                    public static void Use(WebApplication app)
                    {
                        app.UseSerilogRequestLogging(options => options.GetLevel = (context, elapsed, error) => Serilog.Events.LogEventLevel.Debug);
                        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
                    }
                }
                """));
        Assert.Equal("Start.cs:9 CIP108", await checkout.FindingsAsync());
    }

    [Fact]
    public async Task A_condition_that_nobody_can_tell_makes_no_project_a_test()
    {
        const string Named = """<Project><PropertyGroup><IsTestProject Condition="'$(IsTestProject)' == '' and ($(MSBuildProjectName.EndsWith('.Test')) or $(MSBuildProjectName.EndsWith('.Specs')))">true</IsTestProject></PropertyGroup></Project>""";
        using var checkout = new Checkout(
            ("Directory.Build.props", Named), ("App.csproj", Checkout.Web), ("A.cs", "using Microsoft.AspNetCore.Http; " + Header));
        Assert.Equal("A.cs:1 CIP002", await checkout.FindingsAsync());
    }
}
