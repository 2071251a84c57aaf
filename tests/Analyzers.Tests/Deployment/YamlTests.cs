using ClientIpAnalyzers.Analyzers.Deployment;

namespace ClientIpAnalyzers.Analyzers.Tests.Deployment;

public class YamlTests
{
    [Theory]
    [InlineData("services:\n  web:\n    environment:\n      ASPNETCORE_FORWARDEDHEADERS_ENABLED: true\n", "CIP401@4:7")]
    [InlineData("services:\n  web:\n    environment:\n      - A=b\n      - ASPNETCORE_FORWARDEDHEADERS_ENABLED=true # why\n", "CIP401@5:9")]
    [InlineData("services:\n  web:\n    environment:\n    - \"ASPNETCORE_FORWARDEDHEADERS_ENABLED=true\"\n    image: x\n", "CIP401@4:7")]
    [InlineData("services:\n  web:\n    environment: [A=b, 'ASPNETCORE_FORWARDEDHEADERS_ENABLED=true']\n", "CIP401@3:24")]
    [InlineData("services:\n  web: {environment: {'ASPNETCORE_FORWARDEDHEADERS_ENABLED': \"true\"}}\n", "CIP401@2:23")]
    [InlineData("services:\r\n  web:\r\n    environment:\r\n      \"ASPNETCORE_FORWARDEDHEADERS_ENABLED\" : 'True'\r\n", "CIP401@4:7")]
    [InlineData("x-env: &env\n  ASPNETCORE_FORWARDEDHEADERS_ENABLED: \"true\"\nservices:\n  a:\n    environment: *env\n  b:\n    environment:\n      <<: *env\n      C: d\n", "CIP401@2:3")]
    [InlineData("x: &a\n  ASPNETCORE_FORWARDEDHEADERS_ENABLED: \"true\"\ny: &b {}\nservices:\n  b:\n    environment:\n      <<: [*a, *b]\n", "CIP401@2:3")]
    [InlineData("services:\n  web:\n    environment:\n      ASPNETCORE_FORWARDEDHEADERS_ENABLED: ${FORWARD:-true}\n", "")]
    [InlineData("services:\n  web:\n    environment:\n      - ASPNETCORE_FORWARDEDHEADERS_ENABLED\n", "")]
    [InlineData("services:\n  web:\n    build:\n      args:\n        ASPNETCORE_FORWARDEDHEADERS_ENABLED: \"true\"\n", "")]
    [InlineData("x-env: &env\n  ASPNETCORE_FORWARDEDHEADERS_ENABLED: \"true\"\nservices: {}\n", "")]
    [InlineData("services:\n  web:\n    #environment:\n    #  ASPNETCORE_FORWARDEDHEADERS_ENABLED: true\n    command: |\n      environment:\n        ASPNETCORE_FORWARDEDHEADERS_ENABLED: true\n    image: x\n", "")]
    public async Task Compose_files_set_variables(string yaml, string expected)
        => Assert.Equal(expected, await DeploymentTest.RunAsync("docker-compose.override.yml", yaml));

    [Theory]
    [InlineData("kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          image: x\n          env:\n            - name: ASPNETCORE_FORWARDEDHEADERS_ENABLED\n              value: \"true\"\n            - name: B\n              valueFrom: { secretKeyRef: { name: s, key: k } }\n", "CIP401@9:21")]
    [InlineData("kind: Deployment\nspec:\n  containers:\n  - env:\n    - {name: ASPNETCORE_FORWARDEDHEADERS_ENABLED, value: 'true'}\n    name: web\n", "CIP401@5:14")]
    [InlineData("---\nkind: Service\n---\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  ASPNETCORE_FORWARDEDHEADERS_ENABLED: \"true\"\n...\n", "CIP401@8:3")]
    [InlineData("kind: ConfigMap\ndata:\n  appsettings.Production.json: |-\n    {\n      // as in the repository\n      \"ForwardedHeaders_Enabled\": true\n    }\n  other: x\n", "CIP401@6:7")]
    [InlineData("kind: Deployment\nspec:\n  containers:\n  - env:\n    - value: \"false\"\n      name: ASPNETCORE_FORWARDEDHEADERS_ENABLED\n", "")]
    [InlineData("kind: Secret\ndata:\n  ASPNETCORE_FORWARDEDHEADERS_ENABLED: \"true\"\n", "")]
    [InlineData("kind: Deployment\nmetadata:\n  annotations:\n    ASPNETCORE_FORWARDEDHEADERS_ENABLED: \"true\"\n", "")]
    [InlineData("{{- if .Values.x }}\nenv:\n  - name: ASPNETCORE_FORWARDEDHEADERS_ENABLED\n    value: \"true\"\n{{- end }}\n", "CIP401@3:11")]
    [InlineData("kind: Deployment\n? complex\n: key\nenv:\n- name: ASPNETCORE_FORWARDEDHEADERS_ENABLED\n  value: \"true\"\n", "")]
    [InlineData("bad: [\n---\nenv:\n- name: ASPNETCORE_FORWARDEDHEADERS_ENABLED\n  value: \"true\"\n", "CIP401@4:9")]
    public async Task Kubernetes_manifests_set_variables(string yaml, string expected)
        => Assert.Equal(expected, await DeploymentTest.RunAsync("k8s/web.yaml", yaml));

    [Theory]
    [InlineData("spec:\n  replicas: {{ .Values.n }}\n  containers:\n    - env:\n        {{- range $k, $v := .Values.env }}\n        - name: {{ $k }}\n          value: {{ $v | quote }}\n        {{- end }}\n        - name: ASPNETCORE_FORWARDEDHEADERS_ENABLED\n          value: \"true\"\n", "CIP401@9:17")]
    [InlineData("{{- if .Values.on -}}\nenv:\n  - name: ASPNETCORE_FORWARDEDHEADERS_ENABLED\n    value: \"{{ .Values.forwarded }}\"\n  - name: DOTNET_FORWARDEDHEADERS_ENABLED\n    value: 'true'\n{{- end }}\n", "CIP401@5:11")]
    [InlineData("{{- /* two\n  lines: of */ -}}\nenv:\n  - {name: \"ASPNETCORE_FORWARDEDHEADERS_ENABLED\", value: \"true\"}\n", "CIP401@4:12")]
    [InlineData("env:\n  - name: ASPNETCORE_FORWARDEDHEADERS_ENABLED\n    value: {{ .Values.forwarded }}\n", "")]
    [InlineData("env:\n  - name: ASPNETCORE_FORWARDEDHEADERS_ENABLED\n    value: \"true\"\n  - name: {{ open\n", "")]
    public async Task A_template_is_read_around_what_it_leaves_open(string yaml, string expected)
        => Assert.Equal(expected, await DeploymentTest.RunAsync("deploy/templates/web.yaml", yaml));

    [Theory]
    [InlineData("a: b: c")]
    [InlineData("a:\n\t- b")]
    [InlineData("a: b\n  c: d")]
    [InlineData("a: \"open")]
    [InlineData("a: [1, 2")]
    [InlineData("a: {b: c")]
    [InlineData("a: *nobody")]
    [InlineData("a: \"x\" y")]
    [InlineData("- a\nb: c")]
    [InlineData("%YAML 1.2")]
    [InlineData("")]
    public void What_is_no_yaml_that_it_knows_is_not_read(string yaml)
        => Assert.Empty(YamlDocument.ReadAll(yaml));

    [Theory]
    [InlineData("a: b # c\n", "{a=b}")]
    [InlineData("a: b#c\nd: 'it''s'\n", "{a=b#c,d=it's}")]
    [InlineData("a:\n- b\n- c:\n    d\n  e: f\ng:\n", "{a=[b,{c=d,e=f}],g=}")]
    [InlineData("- - a\n  - b\n-\n  c: d\n", "[[a,b],{c=d}]")]
    [InlineData("a: one\n  two\n  three\nb: c", "{a=one two three,b=c}")]
    [InlineData("a: >-\n  x: y\n\n  z\nb: c", "{a=  x: y\n\n  z\n,b=c}")]
    [InlineData("a: &x !!str b\nc: *x", "{a=b,c=b}")]
    [InlineData("a: http://b:80/c\nd: [e:f, {g: h}, ]\n", "{a=http://b:80/c,d=[e:f,{g=h}]}")]
    [InlineData("a:\n  # comment\n\n  b: {c: d,\n    e: f} # end\n", "{a={b={c=d,e=f}}}")]
    [InlineData("a:\n- b\n-\tc", "{a=[b,c]}")]
    public void What_it_knows_is_read_as_yaml_says(string yaml, string expected)
        => Assert.Equal(expected, string.Concat(YamlDocument.ReadAll(yaml).Select(Describe)));

    [Fact]
    public void Any_text_is_read_or_refused_but_never_an_exception()
    {
        // Every prefix, and every single character left out, of files that use everything.
        foreach (var text in Samples)
        {
            for (var index = 0; index <= text.Length; index++)
            {
                ReadAll(text[..index]);
                ReadAll(text.Remove(Math.Min(index, text.Length - 1), 1));
                foreach (var odd in "\"'#:\\\n\t{[&*-<|\0")
                {
                    ReadAll(text.Insert(index, odd.ToString()));
                }
            }
        }

        static void ReadAll(string text)
        {
            YamlSettings.Read(text);
            DockerfileSettings.Read(text);
            JsonSettings.Read(text);
            JsonSettings.ReadLaunchProfiles(text);
            WebConfigSettings.Read(Microsoft.CodeAnalysis.Text.SourceText.From(text));
        }
    }

    [Fact]
    public void Depth_is_bounded()
    {
        foreach (var opening in (string[])["[", "{a: ", "- ", "{\"a\":", "<a>", "&a "])
        {
            var text = string.Concat(Enumerable.Repeat(opening, 20_000));
            YamlSettings.Read(text);
            YamlSettings.Read("a: " + text);
            JsonSettings.Read(text);
        }
    }

    private static string[] Samples { get; } =
    [
        "x: &a\n  A: 'true'\nservices:\n- environment: {<<: *a, B: \"c\"}\n  env: [A=b]\n---\nkind: ConfigMap\ndata:\n  appsettings.json: |\n    {\"A\": [1]}\n  B: !!str c # d\n...\n",
        "# escape=`\nFROM x\nENV A=b `\n # c\n D=\"e f\"\nENV A b\nRUN <<EOF\nENV X=y\nEOF\n",
        "{ \"a\": [ 1, { \"b\": \"c\\u0041\" } ], /* x */ \"profiles\": { \"p\": { \"environmentVariables\": { \"A\": \"b\" } } }, // y\n }",
        "<a>\n<environmentVariables><environmentVariable name=\"A\" value=\"b\"/></environmentVariables></a>",
    ];

    private static string Describe(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Value,
        YamlSequence sequence => "[" + string.Join(",", sequence.Items.Select(Describe)) + "]",
        YamlMapping mapping => "{" + string.Join(",", mapping.Entries.Select(entry => entry.Key.Value + "=" + Describe(entry.Value))) + "}",
        _ => throw new InvalidOperationException(),
    };
}
