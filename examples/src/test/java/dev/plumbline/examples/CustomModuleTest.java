package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A module of one's own, used from its jar. No host is contacted. */
class CustomModuleTest {
    private static final String PLAYBOOK = """
        - hosts: web
          tasks:
            - login_note: { text: "This is ${inventory_hostname}." }
        """;

    private static Project project(String hash) {
        return CustomModule.in(
                Project.empty(CustomModuleTest.class)
                        .with("inventory.yml", "web: { hosts: { web1: { ansible_host: 127.0.0.1 } } }\n")
                        .with("site.yml", PLAYBOOK),
                hash);
    }

    @Test
    void aPlaybookNamesIt() {
        project(CustomModule.hash()).plumb().run("validate", "site.yml").exits(0);
    }

    @Test
    void itsDocumentationSaysWhereItComesFrom() {
        Run doc = project(CustomModule.hash()).plumb().run("doc", "login_note").exits(0);

        assertThat(doc.out())
                .contains("Keeps a note that everybody reads who logs in.", "lib/login-note.jar")
                .contains("text (text, required)", "path (absolute path, /etc/motd by default)", "Registers\n  length");
    }

    @Test
    void itsArgumentsAreChecked() {
        Project project = project(CustomModule.hash()).with("site.yml", PLAYBOOK.replace("text:", "txt:"));

        assertThat(project.plumb().run("validate", "site.yml").exits(3).err())
                .contains("site.yml:3:21: 'login_note' has no parameter 'txt'", "Did you mean 'text'?");
    }

    @Test
    void anotherJarThanTheOneMeantIsRefused() {
        Run refused =
                project("0".repeat(64)).plumb().run("validate", "site.yml").exits(3);

        assertThat(refused.err()).contains("[module.jar.hash]", "sha256: " + CustomModule.hash());
    }

    @Test
    void editorsKnowIt() {
        assertThat(project(CustomModule.hash()).plumb().run("schema").exits(0).out())
                .contains("module_login_note", "Keeps a note that everybody reads who logs in.");
    }
}
