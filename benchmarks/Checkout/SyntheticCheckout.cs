namespace ClientIpAnalyzers.Benchmarks.Checkout;

/// <summary>
/// A made-up checkout of a shop: web projects over a library each, and tests. One file in fifty handles clients'
/// addresses, as in applications that were looked at; the others are controllers, services, models and repositories.
/// The same number of files always gives the same text.
/// </summary>
public static class SyntheticCheckout
{
    private const int FilesInProject = 500;

    public static void WriteTo(string folder, int count)
    {
        foreach (var (path, text) in Create(count))
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    /// <summary>Files for a folder, by their path in it.</summary>
    public static IEnumerable<(string Path, string Text)> Create(int count)
    {
        yield return ("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
            </Project>
            """);
        for (var first = 0; first < count; first += FilesInProject)
        {
            var area = "Area" + first / FilesInProject;
            var size = Math.Min(FilesInProject, count - first);
            var inLibrary = size / 2;
            yield return ($"src/{area}.Core/{area}.Core.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
            yield return ($"src/{area}.Web/{area}.Web.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <ItemGroup>
                    <ProjectReference Include="../{area}.Core/{area}.Core.csproj" />
                    <PackageReference Include="Shop.Unrestored.Messaging" Version="1.2.3" />
                  </ItemGroup>
                </Project>
                """);
            foreach (var (name, text) in Library(area, inLibrary))
            {
                yield return ($"src/{area}.Core/{name}", text);
            }

            foreach (var (name, text) in Web(area, size - inLibrary, inLibrary))
            {
                yield return ($"src/{area}.Web/{name}", text);
            }
        }
    }

    /// <summary>A library that knows nothing of ASP.NET Core.</summary>
    public static IEnumerable<(string Name, string Text)> Library(string area, int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return (i % 3) switch
            {
                0 => ($"Models/Model{i}.cs", Templates.Model(area, i)),
                1 => ($"Repositories/Repository{i}.cs", Templates.Repository(area, i, i - 1)),
                _ => ($"Services/Service{i}.cs", Templates.Service(area, i, i - 1, i - 2)),
            };
        }
    }

    /// <summary>An application over a library of a certain size.</summary>
    public static IEnumerable<(string Name, string Text)> Web(string area, int count, int inLibrary)
    {
        yield return ("Program.cs", Templates.Program(area));
        var services = Math.Max(1, inLibrary / 3);
        for (var i = 1; i < count; i++)
        {
            var service = (i % services) * 3 + 2;
            service = service < inLibrary ? service : 2;
            yield return i % 50 == 7 ? ($"Auditing/Audit{i}.cs", Templates.Audit(area, i))
                : (i % 3) switch
                {
                    0 => ($"Controllers/Controller{i}.cs", Templates.Controller(area, i, service)),
                    1 => ($"Contracts/Contract{i}.cs", Templates.Contract(area, i)),
                    _ => ($"Endpoints/Endpoints{i}.cs", Templates.Endpoints(area, i, service)),
                };
        }
    }
}
